import { z } from "zod";
import { countryCode, id, line, locale, money, version } from "../wire.ts";
import { maxPrice } from "../pricing/schemas.ts";
import { taxClass } from "../tax/schemas.ts";

const days = z.int().min(0).max(365);
const amount = z.int().min(0).max(maxPrice);

/** A way to send goods to a market's countries at a flat price. */
export const ShippingMethod = z.object({
  id: id("shp"),
  marketId: id("mkt"),
  /** By locale. */
  names: z.record(z.string(), z.string()),
  /** As the market shows prices: with tax or without. */
  price: money,
  /** From this worth of items on it costs nothing. */
  freeAbove: money.nullable(),
  /** Null serves all countries of the market. */
  countries: z.array(z.string()).nullable(),
  minDays: z.int().nullable(),
  maxDays: z.int().nullable(),
  taxClass: z.string(),
  active: z.boolean(),
  position: z.int(),
  version,
});
export type ShippingMethod = z.output<typeof ShippingMethod>;

/** With an id and its version it changes that method, without it adds one. Amounts in the market's currency. */
export const SetShippingMethod = z
  .object({
    id: id("shp").nullable().default(null),
    version: version.nullable().default(null),
    marketId: id("mkt"),
    names: z
      .record(locale, line(80))
      .refine((names) => Object.keys(names).length > 0, "a name in one language at least"),
    price: amount,
    freeAbove: amount.nullable().default(null),
    countries: z.array(countryCode).min(1).max(250).nullable().default(null),
    minDays: days.nullable().default(null),
    maxDays: days.nullable().default(null),
    taxClass: taxClass.default("shipping"),
    active: z.boolean().default(true),
    position: z.int().min(0).max(1000).default(0),
  })
  .refine((method) => (method.id === null) === (method.version === null), {
    path: ["version"],
    message: "goes with the id",
  })
  .refine((method) => method.minDays === null || method.maxDays === null || method.minDays <= method.maxDays, {
    path: ["maxDays"],
    message: "not fewer than the least",
  });
export type SetShippingMethod = z.output<typeof SetShippingMethod>;

export const ListShippingMethods = z.object({ marketId: id("mkt").nullable().default(null) });
export const ShippingMethodList = z.object({ items: z.array(ShippingMethod) });
export const RemoveShippingMethod = z.object({ id: id("shp"), version });

/** A method that a shopper may choose, before its price is known: that depends on the items' worth. */
export interface OfferedMethod {
  readonly id: ShippingMethod["id"];
  readonly names: Readonly<Record<string, string>>;
  readonly price: ShippingMethod["price"];
  readonly freeAbove: ShippingMethod["freeAbove"];
  readonly minDays: number | null;
  readonly maxDays: number | null;
  readonly taxClass: string;
}

export type FulfilmentErrorCode = "fulfilment.country_not_in_market" | "fulfilment.stale";
