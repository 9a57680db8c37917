import type { AdminOutputs } from "../../lib/api.ts";

export type Market = AdminOutputs["markets"]["get"];

/** What the form edits. `consentPolicy: null` follows the law of the market's countries. */
export interface MarketDraft extends Omit<Market, "id" | "version" | "consentPolicy" | "consentPolicyOverride"> {
  readonly consentPolicy: Market["consentPolicy"] | null;
}

export const marketFields = [
  "name",
  "handle",
  "status",
  "countries",
  "currency",
  "locales",
  "defaultLocale",
  "taxDisplay",
  "priceRounding",
  "fxMarginPpm",
  "consentPolicy",
] as const;

export function draftOf(market: Market): MarketDraft {
  const { name, handle, status, countries, currency, locales, defaultLocale, taxDisplay, priceRounding, fxMarginPpm } =
    market;
  const consentPolicy = market.consentPolicyOverride;
  return {
    name,
    handle,
    status,
    countries,
    currency,
    locales,
    defaultLocale,
    taxDisplay,
    priceRounding,
    fxMarginPpm,
    consentPolicy,
  };
}

export function newDraft(defaultLocale: string, currency: MarketDraft["currency"]): MarketDraft {
  return {
    name: "",
    handle: "",
    status: "active",
    countries: [],
    currency,
    locales: [defaultLocale],
    defaultLocale,
    taxDisplay: "inclusive",
    priceRounding: { kind: "none" },
    fxMarginPpm: 0,
    consentPolicy: null,
  };
}

/** A name in addresses, made of the market's name: `Deutschland & Österreich` → `deutschland-osterreich`. */
export function handleOf(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 32)
    .replace(/^-+|-+$/g, "");
}
