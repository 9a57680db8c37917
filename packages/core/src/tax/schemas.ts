import { z } from "zod";
import { isCountryCode, isRegionCode, regionsOf } from "../kernel/country.ts";
import { roundings } from "../kernel/rounding.ts";
import { countryCode, id, line, money, version, taxIdText } from "../wire.ts";

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
export const taxRoundingMode = z.enum(["half-up", "half-even", "half-down", "down", "up"]);

export const TaxSettings = z.object({ roundingLevel: taxRoundingLevel, roundingMode: taxRoundingMode, version });
export type TaxSettings = z.output<typeof TaxSettings>;

/** Whether a rate is for goods that stay in the region they leave from, that leave it, or for both. */
export const rateScope = z.enum(["any", "within_region", "across_regions"]);
export type RateScope = z.output<typeof rateScope>;

const day = z.iso.date();
const postalBound = z.string().regex(/^[A-Z0-9]{1,10}$/, "capital letters and digits, no spaces");
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
  /** First and last postal code, compared as text as far as they go; null is the whole place. */
  postalFrom: z.string().nullable(),
  postalUntil: z.string().nullable(),
  scope: rateScope,
  /** A tax of the region's own: charged only by who is registered in the region. */
  regional: z.boolean(),
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
    postalFrom: postalBound.nullable().default(null),
    postalUntil: postalBound.nullable().default(null),
    scope: rateScope.default("any"),
    regional: z.boolean().default(false),
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
  .refine((rate) => (rate.postalFrom === null) === (rate.postalUntil === null), {
    path: ["postalUntil"],
    message: "both ends or none",
  })
  .refine((rate) => rate.postalFrom === null || rate.postalUntil === null || rate.postalFrom <= rate.postalUntil, {
    path: ["postalUntil"],
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
  /**
   * Where a line is taxed like several things together (shipping, in proportion to the goods that it carries):
   * which part of the line this tax is of, and that part's weight. Taxes of one part stack; parts do not.
   */
  part: z.object({ of: z.int(), weight: z.int() }).optional(),
});
export type AppliedTax = z.output<typeof AppliedTax>;

/** Whether a discount lowers what is taxed, as almost everywhere, or only what is paid. */
export const discountTiming = z.enum(["before_tax", "after_tax"]);
export type DiscountTiming = z.output<typeof discountTiming>;

/** Which taxes a line bears, in their order, and why. Left out, discounts come before tax. */
export const TaxTreatment = z.object({
  reason: taxReason,
  taxes: z.array(AppliedTax),
  discounts: discountTiming.optional(),
});
export type TaxTreatment = z.output<typeof TaxTreatment>;

/**
 * A tax of one line, rounded. `base` is the amount it was computed on, `exact` the tax before rounding, `a/b`;
 * `remainder` what it got (1) or gave up (-1) beside its own rounding, so that the parts make the rounded sum.
 */
export const LineTax = z.object({
  ...AppliedTax.shape,
  base: money,
  amount: money,
  exact: z.string(),
  remainder: z.int().default(0),
});
export type LineTax = z.output<typeof LineTax>;

/** A line or the shipping, fully computed: `net + tax = gross`. */
export const PricedLine = z.object({
  id: z.string(),
  quantity: z.int(),
  unitPrice: money,
  /** `unitPrice × quantity`, with or without tax as prices are shown. */
  subtotal: money,
  /** What is taken off it, in the same basis. */
  discount: money,
  /** `subtotal − discount`. */
  total: money,
  net: money,
  tax: money,
  gross: money,
  reason: taxReason,
  discounts: discountTiming.default("before_tax"),
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
export const RoundingRule = z.object({
  level: taxRoundingLevel,
  mode: z.enum(roundings),
  /** With `together` the sum of a line's taxes is rounded and shared out, not each tax. Left out: each. */
  severalTaxes: z.enum(["each", "together"]).optional(),
});
export type RoundingRule = z.output<typeof RoundingRule>;

/** What happens where tax is due and the shop is not registered. */
export const whenNotRegistered = z.enum(["refuse", "no_tax", "charge"]);
export type WhenNotRegistered = z.output<typeof whenNotRegistered>;

export const taxScheme = z.enum(["standard", "oss", "ioss"]);
const place = z
  .object({ country: countryCode, region: region.nullable().default(null) })
  .refine((given) => given.region === null || mayBeRegion(given.country, given.region), {
    path: ["region"],
    message: "not a region of this country",
  });

/** Where the shop is registered for tax; with a region for a US state or a province with a tax of its own. */
export const TaxRegistration = z
  .object({
    country: countryCode,
    region: region.nullable().default(null),
    scheme: taxScheme.default("standard"),
    taxId: taxIdText.nullable().default(null),
    validFrom: day.nullable().default(null),
    validUntil: day.nullable().default(null),
  })
  .refine((given) => given.region === null || mayBeRegion(given.country, given.region), {
    path: ["region"],
    message: "not a region of this country",
  })
  .refine((given) => given.validFrom === null || given.validUntil === null || given.validFrom <= given.validUntil, {
    path: ["validUntil"],
    message: "not before the start",
  });
export type TaxRegistration = z.output<typeof TaxRegistration>;

/** What differs in a country from the shop's rule; null follows it. */
export const CountryTaxPolicy = z.object({
  country: countryCode,
  whenNotRegistered: whenNotRegistered.nullable().default(null),
  discounts: discountTiming.default("before_tax"),
});

const policyFields = {
  /**
   * Where the seller is. Null leaves all decisions about who taxes to the rates: each destination's are charged, and
   * a destination without rates is refused.
   */
  establishment: place.nullable().default(null),
  registrations: z.array(TaxRegistration).max(200).default([]),
  /** Sales to consumers of other member states stay below 10,000 EUR a year, and are taxed at home. */
  belowUnionThreshold: z.boolean().default(false),
  /**
   * Whether own orders are counted against that threshold, so that the order that exceeds it and all after it are taxed
   * where they go; or the merchant's word stands, for sales that this shop does not know of.
   */
  unionThreshold: z.enum(["counted", "stated"]).default("counted"),
  whenNotRegistered: whenNotRegistered.default("refuse"),
  countries: z
    .array(CountryTaxPolicy)
    .max(250)
    .refine((list) => new Set(list.map((one) => one.country)).size === list.length, "each country once")
    .default([]),
  /** What stays when a price with tax meets another country's tax: what the shopper pays, or what the shop keeps. */
  crossBorder: z.enum(["fixed_gross", "fixed_net"]).default("fixed_gross"),
  /** Shipping by a class of its own, or in proportion to the goods that it carries. */
  shippingTax: z.enum(["own_class", "proportional"]).default("own_class"),
  severalTaxes: z.enum(["each", "together"]).default("each"),
  taxIds: z
    .object({
      /** Whether the tax offices' register (VIES) is asked. */
      register: z.enum(["vies", "none"]),
      /** Whether an id of the right form is enough while the register has not confirmed it. */
      acceptUnverified: z.boolean(),
    })
    .default({ register: "vies", acceptUnverified: false }),
  /** Whether the operator's external engine says which taxes apply; the tables here stand in where it fails. */
  externalEngine: z.boolean().default(false),
};
/** As it is stored: what is left out has its default. */
export const StoredTaxPolicy = z.object(policyFields);
export type StoredTaxPolicy = z.output<typeof StoredTaxPolicy>;
/** Where the seller is and is registered, and how the sale is taxed where it has a choice. */
export const TaxPolicy = z.object({ ...policyFields, version });
export type TaxPolicy = z.output<typeof TaxPolicy>;

/** An exchange rate behind a figure: its day and source; `inverted` means that one was divided by it. */
const usedRate = z.object({
  base: z.string(),
  quote: z.string(),
  rate: z.string(),
  day: z.string(),
  source: z.string(),
  inverted: z.boolean(),
});

/** A sale to a consumer of another member state, as it counts against the Union's threshold. */
export const UnionSale = z.object({
  /** Without tax, in euros at the rates; null where no rate was known, so that it could not be counted. */
  net: money.nullable(),
  /** Whether it is taxed at home because it stays below the threshold as counted. */
  atHome: z.boolean(),
  exchangeRates: z.array(usedRate),
});
export type UnionSale = z.output<typeof UnionSale>;

/** What an import was measured by; `value` is the goods' without tax and shipping, or the dearest piece's. */
export const ImportValue = z.object({
  per: z.enum(["consignment", "piece"]),
  /** In the limit's currency; null where no rate was known, so that the limit was not applied. */
  value: money.nullable(),
  limit: money,
  above: z.boolean(),
  exchangeRates: z.array(usedRate),
});
export type ImportValue = z.output<typeof ImportValue>;

/**
 * Sales of own orders to consumers of other member states, without tax. Once a year is over the threshold it is
 * counted no further: the figure is then the least.
 */
export const UnionThreshold = z.object({
  /** Whether the seller is in the Union at all. */
  inUnion: z.boolean(),
  year: z.int(),
  thisYear: money,
  lastYear: money,
  /** Of orders that are being paid just now. */
  held: money,
  threshold: money,
  left: money,
  over: z.boolean(),
  /** Where such sales are taxed now, the one-stop shop left aside. */
  taxedAt: z.enum(["home", "destination"]),
  /** When this year or the last exceeded it, and by which order; the newest first. */
  crossings: z.array(z.object({ year: z.int(), at: z.iso.datetime(), orderId: id("ord").nullable() })),
  /** This year's and the last one's months (`2026-03`) in which something was counted, the newest first. */
  months: z.array(z.object({ month: z.string(), sold: money, returned: money })),
});

/** What a tax office's register said of a tax id, kept as evidence with the cart and the order. */
export const TaxIdEvidence = z.object({
  /** ISO 3166-1, or `XI`, `EU`; null where no country is known to have this id. */
  country: z.string().nullable(),
  taxId: z.string(),
  verdict: z.enum(["valid", "format_only", "invalid", "unknown_country"]),
  register: z.enum(["verified", "rejected", "unreachable"]).nullable(),
  /** Which register was asked; null when none was. */
  provider: z.string().nullable(),
  checkedAt: z.iso.datetime(),
  /** The register's own number for the request, where it gives one. */
  reference: z.string().nullable(),
  name: z.string().nullable(),
});
export type TaxIdEvidence = z.output<typeof TaxIdEvidence>;

export type TaxErrorCode =
  | "tax.rate_missing"
  | "tax.not_registered"
  | "tax.rate_exists"
  | "tax.no_preset"
  | "tax.threshold_crossed"
  | "tax.stale";
