import { z } from "zod";
import { roundings } from "../kernel/rounding.ts";
import { isCountryCode, isRegionCode, regionsOf } from "../kernel/country.ts";
import { countryCode, currencyCode, id, line, locale, paymentMethodTypes, salesChannel, version } from "../wire.ts";

/** The market's name in URLs and in the SDK: `de`, `north-america`. */
export const marketHandle = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/, "letters a–z, digits and hyphens, at most 32");

/** Whether the prices of a market are shown and entered with their tax or without. */
export const taxDisplay = z.enum(["inclusive", "exclusive"]);

/** How a market asks for consent: before anything, until refused, or by telling only. */
export const consentPolicy = z.enum(["opt_in", "opt_out", "notice"]);
export type ConsentPolicy = z.output<typeof consentPolicy>;

export const rounding = z.enum(roundings);

/**
 * What happens to a price after it was converted, in minor units: nothing; to a multiple of `step`; or to an
 * amount that ends in `ending` of each `of` (99 of 100 makes 12.99).
 */
export const priceRounding = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("step"), step: z.int().min(1).max(1_000_000), mode: rounding.default("half-up") }),
  z
    .object({
      kind: z.literal("ending"),
      ending: z.int().min(0).max(999_999),
      of: z.int().min(2).max(1_000_000),
      mode: rounding.default("half-up"),
    })
    .refine((rule) => rule.ending < rule.of, { path: ["ending"], message: "less than `of`" }),
]);
export type PriceRounding = z.output<typeof priceRounding>;

const webAddress = z.url({ protocol: /^https?$/ }).max(500);

/** What the law of a market wants shown. Null, and a locale that is left out, take over what the parent has. */
export const MarketLegal = z.object({
  imprintUrl: webAddress.nullable().default(null),
  privacyUrl: webAddress.nullable().default(null),
  termsUrl: webAddress.nullable().default(null),
  /** Where buyers read about their right to withdraw, with the model form. */
  withdrawalUrl: webAddress.nullable().default(null),
  /** The words on the button that orders, by locale. */
  orderButton: z.record(locale, line(60)).default({}),
});
export type MarketLegal = z.output<typeof MarketLegal>;

const distinct = (list: readonly string[]): boolean => new Set(list).size === list.length;

/** ISO 3166-2 code of a part of a country: `US-CA`. Of countries whose codes are kept, only those. */
export const regionCode = z
  .string()
  .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, "an ISO 3166-2 code")
  .refine((code) => {
    const [country = "", region = ""] = code.split("-");
    return isCountryCode(country) && (regionsOf(country) === undefined || isRegionCode(country, region));
  }, "an ISO 3166-2 code");

export const marketStatus = z.enum(["draft", "active"]);

/** A set of countries that is sold to in one currency under one set of rules. */
export const Market = z.object({
  id: id("mkt"),
  handle: marketHandle,
  name: z.string(),
  status: marketStatus,
  /** The first one stands for the market until a shopper's address is known. */
  countries: z.array(countryCode),
  /** Parts of its countries: a country with some here is served there only. */
  regions: z.array(z.string()),
  /** Where it sells: none is everywhere. */
  channels: z.array(z.string()),
  /** What holds, as the provider names it: the override, or what the shop says; null is whatever the account offers. */
  paymentMethods: z.array(z.string()).nullable(),
  paymentMethodsOverride: z.array(z.string()).nullable(),
  currency: currencyCode,
  locales: z.array(z.string()),
  defaultLocale: z.string(),
  /** What holds: the override, or as the shop enters its prices. */
  taxDisplay,
  taxDisplayOverride: taxDisplay.nullable(),
  priceRounding,
  /** Parts per million put on the exchange rate: 20000 makes converted prices 2 % dearer. */
  fxMarginPpm: z.int(),
  /** What holds: the override, or what the law of the countries asks for. */
  consentPolicy,
  consentPolicyOverride: consentPolicy.nullable(),
  /** What the law of the countries asks for. */
  consentPolicyByLaw: consentPolicy,
  legal: MarketLegal,
  version,
});
export type Market = z.output<typeof Market>;

const fields = {
  name: line(80),
  countries: z
    .array(countryCode)
    .min(1)
    .max(250)
    .refine((list) => new Set(list).size === list.length, "each country once"),
  regions: z.array(regionCode).max(500).refine(distinct, "each region once"),
  channels: z.array(salesChannel).max(20).refine(distinct, "each channel once"),
  /** Null takes over what the shop says. */
  paymentMethods: paymentMethodTypes,
  currency: currencyCode,
  locales: z
    .array(locale)
    .min(1)
    .max(50)
    .refine((list) => new Set(list).size === list.length, "each locale once"),
  defaultLocale: locale,
  /** Null shows prices as the shop enters them. */
  taxDisplay: taxDisplay.nullable(),
  priceRounding,
  fxMarginPpm: z.int().min(-500_000).max(1_000_000),
  /** Null takes what the law of the market's countries asks for; the strictest wins. */
  consentPolicy: consentPolicy.nullable(),
  legal: MarketLegal,
  status: marketStatus,
};

export const CreateMarket = z.object({
  ...fields,
  handle: marketHandle,
  regions: fields.regions.default([]),
  channels: fields.channels.default([]),
  paymentMethods: fields.paymentMethods.default(null),
  priceRounding: priceRounding.default({ kind: "none" }),
  fxMarginPpm: fields.fxMarginPpm.default(0),
  consentPolicy: fields.consentPolicy.default(null),
  legal: MarketLegal.prefault({}),
  status: marketStatus.default("draft"),
});
export type CreateMarket = z.output<typeof CreateMarket>;

/** How a market showed prices until a moment: what decides them beside the prices. */
export interface EarlierMarket {
  readonly until: string;
  readonly country: string | null;
  readonly currency: Market["currency"];
  readonly taxDisplayOverride: Market["taxDisplayOverride"];
  readonly priceRounding: PriceRounding;
  readonly fxMarginPpm: number;
}

/** Fields left out stay as they are. The handle never changes: shops embed it. */
export const UpdateMarket = z.object({ id: id("mkt"), version, ...z.object(fields).partial().shape });
export type UpdateMarket = z.output<typeof UpdateMarket>;

export const GetMarket = z.object({ id: id("mkt") });
/** A field of a market, and where its value comes from. */
export const ProvenField = z.object({
  field: z.enum([
    "taxDisplay",
    "consentPolicy",
    "imprintUrl",
    "privacyUrl",
    "termsUrl",
    "withdrawalUrl",
    "orderButton",
    "paymentMethods",
  ]),
  /** For texts, of which locale. */
  locale: z.string().nullable(),
  source: z.enum(["platform", "law", "shop", "market", "provider"]),
  value: z.string().nullable(),
  /** What would hold without the market's own. */
  inherited: z.string().nullable(),
});
export type ProvenField = z.output<typeof ProvenField>;
export const MarketProvenance = z.object({ fields: z.array(ProvenField) });

export const MarketList = z.object({ items: z.array(Market) });

export type MarketsErrorCode =
  | "markets.handle_taken"
  | "markets.country_taken"
  | "markets.locale_not_offered"
  | "markets.region_not_in_market"
  | "markets.none_open"
  | "markets.stale";

/** What a page needs to know of the shop that it embeds. */
export const ShopFront = z.object({
  name: z.string(),
  /** Handle of the market that this visitor is in. */
  market: marketHandle,
  locale: z.string(),
  currency: currencyCode,
  dir: z.enum(["ltr", "rtl"]),
  markets: z.array(
    z.object({
      handle: marketHandle,
      name: z.string(),
      countries: z.array(countryCode),
      currency: currencyCode,
      locales: z.array(z.string()),
      defaultLocale: z.string(),
      /** Whether prices are shown with their tax. */
      taxIncluded: z.boolean(),
    }),
  ),
  legal: z.object({
    imprintUrl: z.string().nullable(),
    privacyUrl: z.string().nullable(),
    termsUrl: z.string().nullable(),
    withdrawalUrl: z.string().nullable(),
    /** What the button that orders says, in the visitor's language. */
    orderButton: z.string(),
  }),
});
export type ShopFront = z.output<typeof ShopFront>;
