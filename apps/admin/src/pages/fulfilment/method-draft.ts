import type { AdminOutputs } from "../../lib/api.ts";
import type { WireMoney } from "../../lib/format.ts";
import { areasOf, areasText, ratesDraft, type RatesDraft, ratesInput } from "./rate-draft.ts";
import type { Method } from "./types.ts";

export type MethodField = NonNullable<
  AdminOutputs["fulfilment"]["listShippingMethods"]["items"][number]["inherited"]
>["own"][number];

/** A method as the dialog edits it. */
export interface MethodDraft {
  readonly names: Readonly<Record<string, string>>;
  readonly price: WireMoney | null;
  readonly freeAbove: WireMoney | null;
  readonly rates: RatesDraft;
  readonly maxWeight: number | null;
  readonly countries: readonly string[];
  readonly regions: string;
  readonly postalCodes: string;
  readonly exceptPostalCodes: string;
  readonly minDays: number | null;
  readonly maxDays: number | null;
  readonly active: boolean;
  /** Of a method of the shop's: whether markets of another currency offer it at the converted price. */
  readonly converts: boolean;
}

/** An amount in another currency is none here. */
export function draftOf(method: Method | null, currency: WireMoney["currency"]): MethodDraft {
  const here = method?.price.currency === currency ? method : null;
  return {
    names: method?.names ?? {},
    price: here?.price ?? null,
    freeAbove: here?.freeAbove ?? null,
    rates: ratesDraft(here),
    maxWeight: method?.maxWeight ?? null,
    countries: method?.countries ?? [],
    regions: areasText(method?.regions ?? null),
    postalCodes: areasText(method?.postalCodes ?? null),
    exceptPostalCodes: areasText(method?.exceptPostalCodes ?? null),
    minDays: method?.minDays ?? null,
    maxDays: method?.maxDays ?? null,
    active: method?.active ?? true,
    converts: method?.converts ?? true,
  };
}

/** As it is sent. */
export function inputOf(draft: MethodDraft) {
  return {
    names: Object.fromEntries(Object.entries(draft.names).filter(([, name]) => name.trim() !== "")),
    price: draft.price?.amount ?? 0,
    freeAbove: draft.freeAbove?.amount ?? null,
    rates: ratesInput(draft.rates),
    maxWeight: draft.maxWeight,
    regions: areasOf(draft.regions.toUpperCase()),
    postalCodes: areasOf(draft.postalCodes),
    exceptPostalCodes: areasOf(draft.exceptPostalCodes),
    countries: draft.countries.length === 0 ? null : [...draft.countries],
    minDays: draft.minDays,
    maxDays: draft.maxDays,
    active: draft.active,
  };
}

const parts: Readonly<Record<MethodField, readonly (keyof MethodDraft)[]>> = {
  names: ["names"],
  price: ["price", "rates", "freeAbove"],
  maxWeight: ["maxWeight"],
  countries: ["countries"],
  regions: ["regions"],
  postalCodes: ["postalCodes"],
  exceptPostalCodes: ["exceptPostalCodes"],
  days: ["minDays", "maxDays"],
  active: ["active"],
};

/** The fields in which a market's draft differs from what it has from the shop: those are its own. */
export function ownFields(draft: MethodDraft, shops: MethodDraft): MethodField[] {
  const fields = Object.keys(parts) as MethodField[];
  return fields.filter((field) => parts[field].some((part) => !same(draft[part], shops[part])));
}

/** The field as the shop has it. */
export function inherited(field: MethodField, shops: MethodDraft): Partial<MethodDraft> {
  return Object.fromEntries(parts[field].map((part) => [part, shops[part]])) as Partial<MethodDraft>;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
