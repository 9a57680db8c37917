import { z } from "zod";
import { isExchangeRate } from "../kernel/rate.ts";
import { currencyCode, id, instant, money, page, pageInput } from "../wire.ts";
import { type Market, priceRounding } from "../markets/schemas.ts";

/** A positive plain decimal: units of the quote currency for one unit of the base currency. */
export const exchangeRate = z.string().max(25).refine(isExchangeRate, { error: "a positive decimal such as 1.0705" });

/** A day, `2026-03-09`. */
export const day = z.iso.date();

export const rateSource = z.enum(["manual", "ecb"]);
export type RateSource = z.output<typeof rateSource>;

/** One currency's rate into another on a day. */
export const ExchangeRateEntry = z.object({
  base: currencyCode,
  quote: currencyCode,
  rate: exchangeRate,
  day,
  source: rateSource,
});
export type ExchangeRateEntry = z.output<typeof ExchangeRateEntry>;

/** A rate as it was used: `inverted` means that one was divided by it. */
export const RateLeg = z.object({ ...ExchangeRateEntry.shape, inverted: z.boolean() });
export type RateLeg = z.output<typeof RateLeg>;

/** Where a price came from, in the order in which they are tried. */
export const priceOrigin = z.enum(["price_list", "market", "base", "converted"]);
export type PriceOrigin = z.output<typeof priceOrigin>;

export const noPriceReason = z.enum(["no_price", "no_exchange_rate", "out_of_range"]);
export type NoPriceReason = z.output<typeof noPriceReason>;

/** One step of how a price was found. */
export const PriceStep = z.discriminatedUnion("step", [
  z.object({
    step: z.literal("candidate"),
    origin: priceOrigin,
    outcome: z.enum(["chosen", "outranked", "absent", "not_yet", "over"]),
    amount: money.nullable(),
  }),
  z.object({
    step: z.literal("rate"),
    from: currencyCode,
    to: currencyCode,
    legs: z.array(RateLeg),
    marginPpm: z.int(),
  }),
  z.object({ step: z.literal("converted"), amount: money, rounding: z.literal("half-up") }),
  z.object({ step: z.literal("rounded"), rule: priceRounding, amount: money }),
  z.object({
    step: z.literal("tax_basis"),
    from: z.enum(["net", "gross"]),
    to: z.enum(["net", "gross"]),
    ratesPpm: z.array(z.int()),
    amount: money,
  }),
  z.object({ step: z.literal("none"), reason: noPriceReason }),
]);
export type PriceStep = z.output<typeof PriceStep>;

/** What a variant costs in a market, or why it is not for sale there. */
export const PriceDecision = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("price"),
    amount: money,
    compareAt: money.nullable(),
    /** Whether `amount` contains the destination's tax. */
    taxIncluded: z.boolean(),
    origin: priceOrigin,
    trace: z.array(PriceStep),
  }),
  z.object({ kind: z.literal("not_for_sale"), reason: noPriceReason, trace: z.array(PriceStep) }),
]);
export type PriceDecision = z.output<typeof PriceDecision>;

/** Null: in its own currency as the market shows prices, converted as the shop's setting says. */
const taxIncluded = z.boolean().nullable();

export type { PriceRounding } from "../markets/schemas.ts";

/** What a price question needs of its market. */
export type PricedMarket = Pick<Market, "id" | "currency" | "taxDisplay" | "priceRounding" | "fxMarginPpm">;

/** A price as it was entered. `marketId` null is the base price, which holds in every market. */
export const Price = z.object({
  variantId: id("var"),
  marketId: id("mkt").nullable(),
  amount: money,
  compareAt: money.nullable(),
  taxIncluded,
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
});
export type Price = z.output<typeof Price>;

/** The highest amount that a price may have, in minor units: enough in any currency, far from what cannot be counted. */
export const maxPrice = 1_000_000_000_000;
const priceAmount = money.refine(
  (value) => value.amount >= 0 && value.amount <= maxPrice,
  "0 to 1 000 000 000 000 minor units",
);

export const SetPrice = z
  .object({
    variantId: id("var"),
    marketId: id("mkt").nullable().default(null),
    currency: currencyCode,
    /** Null takes the price away. */
    amount: priceAmount.nullable(),
    /** The price before, shown struck through; ignored unless higher than `amount`. */
    compareAt: priceAmount.nullable().default(null),
    taxIncluded: taxIncluded.default(null),
    startsAt: instant.nullable().default(null),
    endsAt: instant.nullable().default(null),
  })
  .refine((p) => p.amount === null || p.amount.currency === p.currency, {
    path: ["amount"],
    message: "another currency",
  })
  .refine((p) => p.compareAt === null || p.compareAt.currency === p.currency, {
    path: ["compareAt"],
    message: "another currency",
  })
  .refine((p) => p.startsAt === null || p.endsAt === null || Date.parse(p.startsAt) < Date.parse(p.endsAt), {
    path: ["endsAt"],
    message: "after the start",
  });

export const SetPrices = z.object({ prices: z.array(SetPrice).min(1).max(500) });
export const ListPrices = z.object({ variantIds: z.array(id("var")).min(1).max(200) });
export const PriceList = z.object({ items: z.array(Price) });

export const ExplainPrice = z.object({ variantId: id("var"), marketId: id("mkt") });

export const SetExchangeRate = z
  .object({ base: currencyCode, quote: currencyCode, rate: exchangeRate, day })
  .refine((rate) => rate.base !== rate.quote, { path: ["quote"], message: "another currency than the base" });
export const ListExchangeRates = z.object(pageInput);
export const ExchangeRatePage = page(ExchangeRateEntry);

/** The European Central Bank's reference rates file (`eurofxref-daily.xml` or its history). */
export const ImportEcbRates = z.object({ xml: z.string().min(1).max(2_000_000) });
export const ImportedRates = z.object({ days: z.int(), rates: z.int(), latest: day });

export type PricingErrorCode =
  | "pricing.bad_cursor"
  | "pricing.no_rates_in_file"
  | "pricing.currency_not_of_market"
  | "pricing.ecb_malformed"
  | "pricing.day_in_future";
