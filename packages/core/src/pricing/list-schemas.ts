import { z } from "zod";
import { currencyCode, id, instant, line, money, page, pageInput, quantity, salesChannel, version } from "../wire.ts";
import { priceRounding } from "../markets/schemas.ts";
import { maxPrice } from "./schemas.ts";

const distinct = (list: readonly string[]) => new Set(list).size === list.length;
const once = "each one once";

/** −25 % is −250 000 parts per million; nothing becomes cheaper than free or eleven times as dear. */
const changePpm = z.int().min(-1_000_000).max(10_000_000);

/** From `minQuantity` pieces on, what holds without the list is changed by so many parts per million. */
export const Adjustment = z.object({ minQuantity: quantity, changePpm });
export type Adjustment = z.output<typeof Adjustment>;

const fields = {
  name: line(120),
  status: z.enum(["draft", "active"]),
  /** The highest of those that apply wins. */
  priority: z.int().min(0).max(1_000_000),
  /** No market: all of them. The same for channels. */
  marketIds: z.array(id("mkt")).max(100).refine(distinct, once),
  channels: z.array(salesChannel).max(20).refine(distinct, once),
  /** No group, customer or company: everybody. Else one of them is enough. */
  customerGroups: z.array(line(60)).max(50).refine(distinct, once),
  customerIds: z.array(id("cus")).max(200).refine(distinct, once),
  companyIds: z.array(id("cmp")).max(200).refine(distinct, once),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  /** For what has no fixed price in the list; none leaves the list to its fixed prices. */
  adjustments: z
    .array(Adjustment)
    .max(20)
    .refine((list) => distinct(list.map((one) => String(one.minQuantity))), "each quantity once"),
  rounding: priceRounding,
  /** Whether what holds without the list is shown struck through. */
  showBefore: z.boolean(),
};

/** A list of prices for some buyers, markets, channels or days. */
export const PriceList = z.object({ ...fields, id: id("pls"), version, updatedAt: instant });
export type PriceList = z.output<typeof PriceList>;
export const PriceLists = z.object({ items: z.array(PriceList) });

interface Window {
  readonly startsAt?: string | null | undefined;
  readonly endsAt?: string | null | undefined;
}
const inOrder = ({ startsAt, endsAt }: Window): boolean =>
  !startsAt || !endsAt || Date.parse(startsAt) < Date.parse(endsAt);
const afterStart = { path: ["endsAt"], message: "after the start" };

export const CreatePriceList = z
  .object({
    ...fields,
    status: fields.status.default("draft"),
    priority: fields.priority.default(0),
    marketIds: fields.marketIds.default([]),
    channels: fields.channels.default([]),
    customerGroups: fields.customerGroups.default([]),
    customerIds: fields.customerIds.default([]),
    companyIds: fields.companyIds.default([]),
    startsAt: fields.startsAt.default(null),
    endsAt: fields.endsAt.default(null),
    adjustments: fields.adjustments.default([]),
    rounding: fields.rounding.default({ kind: "none" }),
    showBefore: fields.showBefore.default(false),
  })
  .refine(inOrder, afterStart);
export type CreatePriceList = z.output<typeof CreatePriceList>;

/** Fields left out stay as they are. */
export const UpdatePriceList = z
  .object({ id: id("pls"), version, ...z.object(fields).partial().shape })
  .refine(inOrder, afterStart);
export type UpdatePriceList = z.output<typeof UpdatePriceList>;

export const PriceListRef = z.object({ id: id("pls") });
export const RemovePriceList = z.object({ id: id("pls"), version });

const amount = money.refine((value) => value.amount >= 0 && value.amount <= maxPrice, "0 to 1 000 000 000 000");

/** A fixed price in a list, from a quantity on. */
export const ListPrice = z.object({
  variantId: id("var"),
  currency: currencyCode,
  minQuantity: quantity,
  amount: money,
  compareAt: money.nullable(),
  taxIncluded: z.boolean().nullable(),
});
export type ListPrice = z.output<typeof ListPrice>;

export const SetListPrice = z
  .object({
    variantId: id("var"),
    currency: currencyCode,
    minQuantity: quantity.default(1),
    /** Null takes the price away. */
    amount: amount.nullable(),
    compareAt: amount.nullable().default(null),
    taxIncluded: z.boolean().nullable().default(null),
  })
  .refine((p) => p.amount === null || p.amount.currency === p.currency, {
    path: ["amount"],
    message: "another currency",
  })
  .refine((p) => p.compareAt === null || p.compareAt.currency === p.currency, {
    path: ["compareAt"],
    message: "another currency",
  });
export const SetListPrices = z.object({ listId: id("pls"), prices: z.array(SetListPrice).min(1).max(500) });
export const ListListPrices = z.object({
  listId: id("pls"),
  /** Only these variants; empty for all. */
  variantIds: z.array(id("var")).max(250).default([]),
  ...pageInput,
});
export const ListPricePage = page(ListPrice);

/** Variants that are not sold in a market, whatever they would cost there. */
export const Exclusion = z.object({ variantId: id("var"), marketId: id("mkt"), excluded: z.boolean() });
export type Exclusion = z.output<typeof Exclusion>;
export const SetExclusions = z.object({ exclusions: z.array(Exclusion).min(1).max(500) });
export const ListExclusions = z.object({ variantIds: z.array(id("var")).min(1).max(250) });
export const Exclusions = z.object({ items: z.array(z.object({ variantId: id("var"), marketId: id("mkt") })) });
