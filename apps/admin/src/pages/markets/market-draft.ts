import type { AdminOutputs } from "../../lib/api.ts";

export type Market = AdminOutputs["markets"]["get"];

/** Fields that say what holds beside what was set: the form edits the latter, null takes over the parent's. */
type Derived =
  | "taxDisplay"
  | "taxDisplayOverride"
  | "paymentMethodsOverride"
  | "consentPolicy"
  | "consentPolicyOverride"
  | "consentPolicyByLaw";

/** What the form edits. `consentPolicy: null` follows the law of the market's countries. */
export interface MarketDraft extends Omit<Market, "id" | "version" | Derived> {
  readonly taxDisplay: Market["taxDisplayOverride"];
  readonly consentPolicy: Market["consentPolicy"] | null;
}

export const marketFields = [
  "name",
  "handle",
  "status",
  "countries",
  "regions",
  "channels",
  "paymentMethods",
  "currency",
  "locales",
  "defaultLocale",
  "taxDisplay",
  "priceRounding",
  "fxMarginPpm",
  "consentPolicy",
  "legal",
] as const;

export function draftOf(market: Market): MarketDraft {
  const { name, handle, status, countries, currency, locales, defaultLocale, legal, priceRounding, fxMarginPpm } =
    market;
  const consentPolicy = market.consentPolicyOverride;
  return {
    name,
    handle,
    status,
    countries,
    regions: market.regions,
    channels: market.channels,
    paymentMethods: market.paymentMethodsOverride,
    currency,
    locales,
    defaultLocale,
    taxDisplay: market.taxDisplayOverride,
    priceRounding,
    fxMarginPpm,
    consentPolicy,
    legal,
  };
}

export function newDraft(defaultLocale: string, currency: MarketDraft["currency"]): MarketDraft {
  return {
    name: "",
    handle: "",
    status: "active",
    countries: [],
    regions: [],
    channels: [],
    paymentMethods: null,
    currency,
    locales: [defaultLocale],
    defaultLocale,
    taxDisplay: "inclusive",
    priceRounding: { kind: "none" },
    fxMarginPpm: 0,
    consentPolicy: null,
    legal: { imprintUrl: null, privacyUrl: null, termsUrl: null, withdrawalUrl: null, orderButton: {} },
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
