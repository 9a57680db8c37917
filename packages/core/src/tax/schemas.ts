import { z } from "zod";
import { isCountryCode, isRegionCode, regionsOf } from "../kernel/country.ts";
import { roundings } from "../kernel/rounding.ts";
import { countryCode, id, line, money, version } from "../wire.ts";

/** Why a line is taxed as it is: every tax result carries one. */
export const taxReason = z.enum([
  "standard",
  "reduced",
  "zero",
  "exempt",
  "reverse_charge",
  "export",
  "not_registered",
  "out_of_scope",
]);
export type TaxReason = z.output<typeof taxReason>;

/** What a product or a service is for tax: `standard`, `reduced`, `zero`, `shipping`, or the shop's own code. */
export const taxClass = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "letters a–z, digits and _");

/** Where tax is rounded. */
export const taxRoundingLevel = z.enum(["line", "unit", "order"]);
export type TaxRoundingLevel = z.output<typeof taxRoundingLevel>;
export const taxRoundingMode = z.enum(["half-up", "half-even"]);

export const TaxSettings = z.object({ roundingLevel: taxRoundingLevel, roundingMode: taxRoundingMode, version });
export type TaxSettings = z.output<typeof TaxSettings>;

const day = z.iso.date();
const region = z.string().regex(/^[A-Z0-9]{1,3}$/, "an ISO 3166-2 code without its country");

/** Where the country's regions are not kept, any code may be one. */
function mayBeRegion(country: string, code: string): boolean {
  return isCountryCode(country) && (regionsOf(country) === undefined || isRegionCode(country, code));
}

/** A rate of one tax in a country or one of its regions. */
export const TaxRate = z.object({
  id: id("txr"),
  country: z.string(),
  /** Without the country: `CA`, not `US-CA`. Null is the whole country. */
  region: z.string().nullable(),
  taxClass: z.string(),
  name: z.string(),
  /** Parts per million of the net price: 190000 is 19 %. */
  ratePpm: z.int(),
  reason: taxReason,
  /** On the net price and the taxes before it. */
  compound: z.boolean(),
  /** Rates of different priority add up, in this order; of the same priority the region's replaces the country's. */
  priority: z.int(),
  appliesToShipping: z.boolean(),
  /** First and last day, both included; null leaves that side open. */
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
  version,
});
export type TaxRate = z.output<typeof TaxRate>;

/** With an id and its version it changes that rate, without it adds one. */
export const SetTaxRate = z
  .object({
    id: id("txr").nullable().default(null),
    version: version.nullable().default(null),
    country: countryCode,
    region: region.nullable().default(null),
    taxClass: taxClass.default("standard"),
    name: line(60),
    ratePpm: z.int().min(0).max(1_000_000),
    reason: taxReason.default("standard"),
    compound: z.boolean().default(false),
    priority: z.int().min(1).max(9).default(1),
    appliesToShipping: z.boolean().default(true),
    validFrom: day.nullable().default(null),
    validUntil: day.nullable().default(null),
  })
  .refine((rate) => (rate.id === null) === (rate.version === null), { path: ["version"], message: "goes with the id" })
  .refine((rate) => rate.ratePpm === 0 || rate.reason === "standard" || rate.reason === "reduced", {
    path: ["ratePpm"],
    message: "0 for this reason",
  })
  .refine((rate) => rate.ratePpm > 0 || (rate.reason !== "standard" && rate.reason !== "reduced"), {
    path: ["reason"],
    message: "a rate of 0 says why",
  })
  .refine((rate) => rate.validFrom === null || rate.validUntil === null || rate.validFrom <= rate.validUntil, {
    path: ["validUntil"],
    message: "not before the start",
  })
  .refine((rate) => rate.region === null || mayBeRegion(rate.country, rate.region), {
    path: ["region"],
    message: "not a region of this country",
  });
export type SetTaxRate = z.output<typeof SetTaxRate>;

export const RemoveTaxRate = z.object({ id: id("txr"), version });
export const ListTaxRates = z.object({ country: countryCode.nullable().default(null) });
export const TaxRateList = z.object({ items: z.array(TaxRate) });

/** Adds the rates that we know for a country, where the shop has none yet for the same class and region. */
export const AddCountryPreset = z.object({ country: countryCode });
export const AddedPreset = z.object({
  added: z.array(TaxRate),
  source: z.string(),
  asOf: z.string(),
  check: z.array(z.string()),
});

/** A tax as it applies to a line. Without a rate of its own (shipping that no rate covers) there is none. */
export const AppliedTax = z.object({
  rateId: z.string(),
  name: z.string(),
  ratePpm: z.int(),
  compound: z.boolean(),
});
export type AppliedTax = z.output<typeof AppliedTax>;

/** Which taxes a line bears, in their order, and why. */
export const TaxTreatment = z.object({ reason: taxReason, taxes: z.array(AppliedTax) });
export type TaxTreatment = z.output<typeof TaxTreatment>;

/** A tax of one line, rounded. `base` is the amount it was computed on, `exact` the tax before rounding, `a/b`. */
export const LineTax = z.object({ ...AppliedTax.shape, base: money, amount: money, exact: z.string() });
export type LineTax = z.output<typeof LineTax>;

/** A line or the shipping, fully computed: `net + tax = gross`. */
export const PricedLine = z.object({
  id: z.string(),
  quantity: z.int(),
  unitPrice: money,
  /** `unitPrice × quantity`, with or without tax as prices are shown. */
  total: money,
  net: money,
  tax: money,
  gross: money,
  reason: taxReason,
  taxes: z.array(LineTax),
});
export type PricedLine = z.output<typeof PricedLine>;

/** One tax over lines and shipping together. `base` is the amount that it was computed on. */
export const TaxLine = z.object({
  rateId: z.string().nullable(),
  /** Empty where no tax applies, for the given reason. */
  name: z.string(),
  ratePpm: z.int(),
  reason: taxReason,
  base: money,
  tax: money,
});
export type TaxLine = z.output<typeof TaxLine>;

/** Where and how tax is rounded. */
export const RoundingRule = z.object({ level: taxRoundingLevel, mode: z.enum(roundings) });
export type RoundingRule = z.output<typeof RoundingRule>;

export type TaxErrorCode = "tax.rate_missing" | "tax.rate_exists" | "tax.no_preset" | "tax.stale";
