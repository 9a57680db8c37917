import { z } from "zod";
import { isPostalPattern } from "../kernel/postal-area.ts";
import { countryCode, id, instant, line, locale, money, version } from "../wire.ts";
import { maxPrice, type PriceDecision, PriceStep } from "../pricing/schemas.ts";
import { taxClass } from "../tax/schemas.ts";

const days = z.int().min(0).max(365);
const amount = z.int().min(0).max(maxPrice);

/** By the items' worth in minor units, or by their weight in grams. */
export const RateBasis = z.enum(["worth", "weight"]);
export type RateBasis = z.output<typeof RateBasis>;

/** What a market may have of its own of a method of the shop's. `price` is with its rates and the worth that is free. */
export const methodField = z.enum([
  "names",
  "price",
  "maxWeight",
  "countries",
  "regions",
  "postalCodes",
  "exceptPostalCodes",
  "days",
  "active",
]);
export type MethodField = z.output<typeof methodField>;

const Rates = z.object({ by: RateBasis, steps: z.array(z.object({ from: z.int(), price: money })) });

/** A way to send goods to a part of a market's countries, at a flat price or by a table of rates. */
export const ShippingMethod = z.object({
  id: id("shp"),
  /** Null is a method of the shop's, in its own currency: every market has it too. */
  marketId: id("mkt").nullable(),
  /** Of a method that a market has from the shop: which fields are the market's own, and the version of that. */
  inherited: z.object({ own: z.array(methodField), version: version.nullable() }).nullable(),
  /** By locale. */
  names: z.record(z.string(), z.string()),
  /**
   * As it was entered: a market's own as the market shows prices, the shop's as the shop enters them. With a table of
   * rates, that of its first step.
   */
  price: money,
  /**
   * Of a method of the shop's: whether markets of another currency that have no price themselves offer it at the
   * shop's, converted as prices of products are; otherwise they do not offer it.
   */
  converts: z.boolean(),
  /** A step counts from its worth or weight on; null is the flat price. */
  rates: Rates.nullable(),
  /** In grams; what is heavier is not taken. */
  maxWeight: z.int().nullable(),
  /** From this worth of items on it costs nothing. */
  freeAbove: money.nullable(),
  /** Null serves all countries of the market. */
  countries: z.array(z.string()).nullable(),
  /** ISO 3166-2 codes, `US-CA`; null serves all regions. */
  regions: z.array(z.string()).nullable(),
  /** `20*`, `10000-19999` or one code; null serves all. */
  postalCodes: z.array(z.string()).nullable(),
  /** What of that is left out. */
  exceptPostalCodes: z.array(z.string()).nullable(),
  minDays: z.int().nullable(),
  maxDays: z.int().nullable(),
  taxClass: z.string(),
  active: z.boolean(),
  position: z.int(),
  version,
});
export type ShippingMethod = z.output<typeof ShippingMethod>;

const postalPatterns = z
  .array(line(40).refine(isPostalPattern, "`20*`, `10000-19999` or one postal code"))
  .min(1)
  .max(500);
const maxGrams = 100_000_000;

/** Steps of a table of rates: the first from 0, each later one from more. */
const rateTable = z.object({
  by: RateBasis,
  steps: z
    .array(z.object({ from: z.int().min(0).max(maxPrice), price: amount }))
    .min(1)
    .max(50)
    .refine((steps) => steps[0]?.from === 0, "the first step is from 0")
    .refine(
      (steps) => steps.every((step, i) => i === 0 || step.from > (steps[i - 1]?.from ?? 0)),
      "each step is from more than the one before",
    ),
});

const fields = {
  names: z.record(locale, line(80)).refine((names) => Object.keys(names).length > 0, "a name in one language at least"),
  price: amount,
  rates: rateTable.nullable().default(null),
  maxWeight: z.int().min(1).max(maxGrams).nullable().default(null),
  freeAbove: amount.nullable().default(null),
  countries: z.array(countryCode).min(1).max(250).nullable().default(null),
  regions: z
    .array(z.string().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, "an ISO 3166-2 code"))
    .min(1)
    .max(250)
    .nullable()
    .default(null),
  postalCodes: postalPatterns.nullable().default(null),
  exceptPostalCodes: postalPatterns.nullable().default(null),
  minDays: days.nullable().default(null),
  maxDays: days.nullable().default(null),
  active: z.boolean().default(true),
};

interface Days {
  readonly minDays: number | null;
  readonly maxDays: number | null;
}
const inOrder = ({ minDays, maxDays }: Days) => minDays === null || maxDays === null || minDays <= maxDays;
const notFewer = { path: ["maxDays"], message: "not fewer than the least" };

/**
 * With an id and its version it changes that method, without it adds one. Amounts in the market's currency; those of a
 * method of the shop's (no market) in the shop's.
 */
export const SetShippingMethod = z
  .object({
    ...fields,
    id: id("shp").nullable().default(null),
    version: version.nullable().default(null),
    marketId: id("mkt").nullable(),
    taxClass: taxClass.default("shipping"),
    position: z.int().min(0).max(1000).default(0),
    /** Counts for a method of the shop's alone. */
    converts: z.boolean().default(true),
  })
  .refine((method) => (method.id === null) === (method.version === null), {
    path: ["version"],
    message: "goes with the id",
  })
  .refine(inOrder, notFewer);
export type SetShippingMethod = z.output<typeof SetShippingMethod>;

/**
 * Gives a market fields of its own of a method of the shop's. Those that `own` does not name follow the shop at once;
 * with none named the market has the method as the shop does. Amounts in the market's currency.
 */
export const OverrideShippingMethod = z
  .object({
    ...fields,
    methodId: id("shp"),
    marketId: id("mkt"),
    /** Null as long as the market has nothing of its own. */
    version: version.nullable().default(null),
    own: z.array(methodField).refine((list) => new Set(list).size === list.length, "each one once"),
  })
  .refine(inOrder, notFewer);

/** Why a method is not offered. */
export const ShippingRefusal = z.enum([
  "inactive",
  "currency",
  "no_exchange_rate",
  "out_of_range",
  "country",
  "region",
  "postal_code",
  "too_heavy",
]);
export type ShippingRefusal = z.output<typeof ShippingRefusal>;

/** What a method costs in a market, as the market shows prices while no address is known. */
export const MethodHere = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("priced"),
    price: money,
    rates: Rates.nullable(),
    freeAbove: money.nullable(),
    converted: z.boolean(),
    /** How the flat price, or that of the first step, came about. */
    trace: z.array(PriceStep),
  }),
  /** The market's currency has no price, and there is none to be converted, or no way to convert it. */
  z.object({ kind: z.literal("unpriced"), reason: ShippingRefusal }),
]);
export type MethodHere = z.output<typeof MethodHere>;

/** Of a market, with what it has from the shop; null are the shop's own. */
export const ListShippingMethods = z.object({ marketId: id("mkt").nullable().default(null) });
export const ShippingMethodList = z.object({
  /** `here` is null among the shop's own. */
  items: z.array(ShippingMethod.extend({ here: MethodHere.nullable() })),
});
export const RemoveShippingMethod = z.object({ id: id("shp"), version });

export type { PriceStep } from "../pricing/schemas.ts";

/** What a method costs in a market's currency, and where its amounts come from. */
export interface MethodTerms extends Pick<ShippingMethod, "price" | "rates" | "freeAbove"> {
  readonly origin: "market" | "base" | "converted";
  /** Whether tax is in the prices. */
  readonly taxIncluded: boolean;
  /** How the price of each step came about, or the flat one. */
  readonly traces: readonly (readonly PriceStep[])[];
  readonly freeAboveSteps: readonly PriceStep[];
}

/** A method that a shopper may choose, before its price is known: that depends on the items. */
export interface OfferedMethod
  extends MethodTerms, Pick<ShippingMethod, "id" | "names" | "maxWeight" | "minDays" | "maxDays" | "taxClass"> {}

/** What shipping costs, not yet as the market shows prices. */
export type ShippingPrice = Extract<PriceDecision, { kind: "price" }>;

/** Asks what each of a market's methods comes to for some goods and a destination. */
export const PreviewShipping = z.object({
  marketId: id("mkt"),
  country: countryCode,
  region: line(80).nullable().default(null),
  postalCode: line(20).nullable().default(null),
  /** Of the items, in minor units as the market shows prices. */
  worth: amount,
  /** In grams. */
  weight: z.int().min(0).max(maxGrams).default(0),
});
export const ShippingPreview = z.object({
  items: z.array(
    z.object({
      methodId: id("shp"),
      names: z.record(z.string(), z.string()),
      /** Null when it is not offered. */
      price: money.nullable(),
      reason: ShippingRefusal.nullable(),
      /** How the price came about. */
      trace: z.array(PriceStep),
    }),
  ),
});

export const FulfilmentState = z.enum(["shipped", "delivered", "cancelled"]);
export type FulfilmentState = z.output<typeof FulfilmentState>;

/** A parcel: which pieces of an order left together, and how to follow them. */
export const Fulfilment = z.object({
  id: id("ful"),
  state: FulfilmentState,
  lines: z.array(z.object({ orderLineId: id("oln"), quantity: z.int() })),
  /** A code that we know (`dhl`, `ups`, …) or a name. */
  carrier: z.string().nullable(),
  carrierName: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  /** Where the parcel is followed: the address given with it, else the carrier's own page. */
  trackingUrl: z.string().nullable(),
  version,
  shippedAt: instant,
  deliveredAt: instant.nullable(),
  cancelledAt: instant.nullable(),
});
export type Fulfilment = z.output<typeof Fulfilment>;

/** How a parcel is followed. `trackingUrl` is only needed where the carrier's page is not known to us. */
export const tracking = {
  carrier: line(60).nullable().default(null),
  trackingNumber: line(80).nullable().default(null),
  trackingUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable()
    .default(null),
};

export type FulfilmentErrorCode =
  | "fulfilment.country_not_in_market"
  | "fulfilment.region_not_in_market"
  | "fulfilment.stale"
  | "fulfilment.not_of_shop";
