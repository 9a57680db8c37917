import { z } from "zod";
import { measureUnits } from "../kernel/measure-units.ts";
import { isExchangeRate } from "../kernel/rate.ts";
import { currencyCode, id, instant, line, money, page, pageInput, quantity, salesChannel } from "../wire.ts";
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

export const noPriceReason = z.enum(["no_price", "no_exchange_rate", "out_of_range", "excluded"]);
export type NoPriceReason = z.output<typeof noPriceReason>;

/** One step of how a price was found. */
export const PriceStep = z.discriminatedUnion("step", [
  z.object({
    step: z.literal("candidate"),
    origin: priceOrigin,
    outcome: z.enum([
      "chosen",
      "outranked",
      "absent",
      "not_yet",
      "over",
      "not_for_buyer",
      "other_channel",
      "quantity_too_low",
    ]),
    amount: money.nullable(),
    /** The price list that it is of. */
    listId: id("pls").nullable().default(null),
    listName: z.string().nullable().default(null),
    /** From how many pieces on it holds. */
    minQuantity: z.int().nullable().default(null),
    /** Why the price list is the buyer's; null for other prices, and for lists of other buyers. */
    audience: z.enum(["customer", "company", "group", "everybody"]).nullable().default(null),
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
  /** A price list's percentage, in parts per million, put on what holds without the list. */
  z.object({ step: z.literal("adjusted"), listId: id("pls"), changePpm: z.int(), before: money, amount: money }),
  z.object({
    step: z.literal("tax_basis"),
    from: z.enum(["net", "gross"]),
    to: z.enum(["net", "gross"]),
    ratesPpm: z.array(z.int()),
    amount: money,
  }),
  /** Of shipping: the goods are worth as much as makes it free. */
  z.object({ step: z.literal("free"), from: money, worth: money }),
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
    /** The price list that it is of, where one won. */
    listId: id("pls").nullable().default(null),
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
export const Prices = z.object({ items: z.array(Price) });

export const ExplainPrice = z.object({
  variantId: id("var"),
  marketId: id("mkt"),
  quantity: quantity.default(1),
  /** Whose price: nobody in particular, unless a group, a company or a customer, with all their own, is named. */
  groups: z.array(line(60)).max(50).default([]),
  companyId: id("cmp").nullable().default(null),
  customerId: id("cus").nullable().default(null),
  channel: salesChannel.default("web"),
  /** When; left out or null is now. */
  at: instant.nullable().default(null),
});

export const SetExchangeRate = z
  .object({ base: currencyCode, quote: currencyCode, rate: exchangeRate, day })
  .refine((rate) => rate.base !== rate.quote, { path: ["quote"], message: "another currency than the base" });
export const ListExchangeRates = z.object(pageInput);
export const ExchangeRatePage = page(ExchangeRateEntry);

/** Whether the European Central Bank's rates come by themselves. */
export const RateSchedule = z.object({
  enabled: z.boolean(),
  /** Whether this installation fetches rates at all. */
  possible: z.boolean(),
  nextAt: instant.nullable(),
  /** The day of the newest rates that came. */
  lastDay: day.nullable(),
  lastTriedAt: instant.nullable(),
  /** Tries in a row that failed. */
  failures: z.int(),
});
export type RateSchedule = z.output<typeof RateSchedule>;
export const SetRateSchedule = z.object({ enabled: z.boolean() });

/** The European Central Bank's reference rates file (`eurofxref-daily.xml` or its history). */
export const ImportEcbRates = z.object({ xml: z.string().min(1).max(2_000_000) });
export const ImportedRates = z.object({ days: z.int(), rates: z.int(), latest: day });

/** What a variant contains, for its price per unit of measure: 750 ml, 2.5 kg, 40 pieces. */
export const Measure = z.object({
  /** In thousandths of the unit: 750 ml is 750 000. */
  amountMilli: z.int().min(1).max(1_000_000_000_000),
  unit: z.enum(measureUnits),
  /** Shown per 100 g or 100 ml instead of per kilogram or litre: for goods sold loose. */
  perHundred: z.boolean().default(false),
});
export type Measure = z.output<typeof Measure>;

/** What one `unit` costs, times `quantity`: € 13.32 per 1 l, € 0.99 per 100 g. */
export const MeasurePrice = z.object({
  price: money,
  quantity: z.union([z.literal(1), z.literal(100)]),
  unit: z.enum(["kg", "g", "l", "ml", "m", "m2", "m3", "piece"]),
});
export type MeasurePrice = z.output<typeof MeasurePrice>;

/** How many prices are changed at once. */
export const PriceEdit = z.object({
  /** Null edits base prices. */
  marketId: id("mkt").nullable().default(null),
  currency: currencyCode,
  change: z.discriminatedUnion("kind", [
    /** 50 000 parts per million make prices 5 % dearer. */
    z.object({ kind: z.literal("percentage"), changePpm: z.int().min(-1_000_000).max(10_000_000) }),
    /** Minor units on top of each price, or off it. */
    z.object({ kind: z.literal("amount"), amount: z.int().min(-maxPrice).max(maxPrice) }),
  ]),
  rounding: priceRounding.default({ kind: "none" }),
  /** The price before: kept as it is, taken from the price that is changed, or taken away. */
  compareAt: z.enum(["keep", "from_price", "none"]).default("keep"),
});
export type PriceEdit = z.output<typeof PriceEdit>;

export const editOutcome = z.enum(["changed", "same", "no_price", "out_of_range"]);
export const EditedPrice = z.object({
  variantId: id("var"),
  before: money.nullable(),
  after: money.nullable(),
  compareAt: money.nullable(),
  outcome: editOutcome,
});
export type EditedPrice = z.output<typeof EditedPrice>;

/** What an edit would do, price by price; `fingerprint` lets it be applied as it was seen, or not at all. */
export const PriceEditPlan = z.object({
  rows: z.array(EditedPrice),
  changed: z.int(),
  fingerprint: z.string(),
});
export type PriceEditPlan = z.output<typeof PriceEditPlan>;

export type PricingErrorCode =
  | "pricing.bad_cursor"
  | "pricing.no_rates_in_file"
  | "pricing.currency_not_of_market"
  | "pricing.ecb_malformed"
  | "pricing.day_in_future"
  | "pricing.list_stale"
  | "pricing.list_window"
  | "pricing.list_name_taken"
  | "pricing.too_many_lists"
  | "pricing.edit_outdated"
  | "pricing.edit_out_of_range";
