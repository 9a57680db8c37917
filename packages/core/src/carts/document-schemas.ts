import { z } from "zod";
import { roundings } from "../kernel/rounding.ts";
import { priceRounding } from "../markets/schemas.ts";
import { quoteAmount, QuoteDocument, QuoteLine } from "../tax/quote-schemas.ts";
import { promotionCode } from "../promotions/schemas.ts";
import { countryCode, currencyCode, instant, line, salesChannel } from "../wire.ts";

const pieces = z.int().min(1).max(1_000_000);
/** "10", "12.5": above 0, at most 100. */
const percent = z.string().regex(/^\d{1,3}(\.\d{1,4})?$/, "per cent as text, such as 12.5");
const handles = z.array(line(60)).max(100).default([]);
const window = { startsAt: instant.nullable().default(null), endsAt: instant.nullable().default(null) };

/** Which lines something is about: all, or those with one of the ids, products or categories. */
const Selection = z.union([
  z.literal("all"),
  z.strictObject({ lines: z.array(line(80)).min(1).max(1000) }),
  z.strictObject({ products: z.array(line(80)).min(1).max(1000) }),
  z.strictObject({ categories: z.array(line(80)).min(1).max(1000) }),
]);
export type DocumentSelection = z.output<typeof Selection>;
const of = Selection.default("all");

const Condition = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("order_minimum"), amount: quoteAmount, of }),
  z.strictObject({ kind: z.literal("quantity"), least: pieces, of }),
  z.strictObject({ kind: z.literal("customer_groups"), groups: z.array(line(60)).min(1).max(50) }),
  z.strictObject({ kind: z.literal("channels"), channels: z.array(salesChannel).min(1).max(20) }),
  z.strictObject({ kind: z.literal("countries"), countries: z.array(countryCode).min(1).max(250) }),
  z.strictObject({ kind: z.literal("first_order") }),
]);
export type DocumentCondition = z.output<typeof Condition>;

const Effect = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("order_percentage"), percent }),
  z.strictObject({ kind: z.literal("order_amount"), amount: quoteAmount }),
  z.strictObject({ kind: z.literal("line_percentage"), percent, of }),
  z.strictObject({ kind: z.literal("line_amount"), amount: quoteAmount, of }),
  z.strictObject({
    kind: z.literal("buy_get"),
    buy: z.strictObject({ quantity: pieces, of }),
    get: z.strictObject({ quantity: pieces, of }),
    percent: percent.default("100"),
    most: pieces.nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal("bundle"),
    parts: z
      .array(z.strictObject({ quantity: pieces, of }))
      .min(1)
      .max(10),
    amount: quoteAmount,
    most: pieces.nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal("tiered_spend"),
    tiers: z
      .array(z.strictObject({ from: quoteAmount, percent }))
      .min(1)
      .max(20),
    of,
  }),
  z.strictObject({
    kind: z.literal("tiered_quantity"),
    tiers: z
      .array(z.strictObject({ from: pieces, percent }))
      .min(1)
      .max(20),
    of,
  }),
  z.strictObject({ kind: z.literal("free_shipping") }),
]);
export type DocumentEffect = z.output<typeof Effect>;

const Promotion = z.strictObject({
  name: line(120),
  /** With a code it holds only where the cart has the code. */
  code: promotionCode.nullable().default(null),
  ...window,
  conditions: z.array(Condition).max(20).default([]),
  effect: Effect,
  combinable: z.boolean().default(true),
  exclusionGroup: line(60).nullable().default(null),
  priority: z.int().min(0).max(1000).default(100),
  maxUses: pieces.nullable().default(null),
  uses: z.int().min(0).default(0),
  perCustomer: pieces.nullable().default(null),
  usesByCustomer: z.int().min(0).default(0),
  budget: quoteAmount.nullable().default(null),
  spent: quoteAmount.default(0),
});
export type DocumentPromotion = z.output<typeof Promotion>;

const PriceList = z.strictObject({
  name: line(120),
  priority: z.int().min(0).max(1_000_000).default(0),
  customerGroups: handles,
  channels: z.array(salesChannel).max(20).default([]),
  ...window,
  /** What the lines' own prices are changed by, from so many pieces on: "-10" is 10 % less. */
  changes: z
    .array(
      z.strictObject({
        from: pieces.default(1),
        percent: z.string().regex(/^-?\d{1,3}(\.\d{1,4})?$/, "per cent as text, such as -12.5"),
      }),
    )
    .max(20)
    .default([]),
  prices: z
    .array(z.strictObject({ line: line(80), from: pieces.default(1), price: quoteAmount }))
    .max(5000)
    .default([]),
  rounding: priceRounding.default({ kind: "none" }),
});

const credit = { balance: quoteAmount, currency: currencyCode.optional() };

/**
 * A cart that is complete in itself: what a shop would look up (price lists, promotions, gift cards) stands in it.
 * Amounts are minor units (1999) or text in units ("19.99").
 */
export const CartDocument = z.strictObject({
  ...QuoteDocument.shape,
  /** What is sold; `product` and `categories` are what promotions may choose by. */
  lines: z
    .array(
      z.strictObject({
        ...QuoteLine.shape,
        product: line(80).optional(),
        categories: handles,
      }),
    )
    .max(1000),
  shipping: z.array(z.strictObject(QuoteLine.shape)).max(100).default([]),
  /** When it is bought; null is now. */
  at: instant.nullable().default(null),
  channel: salesChannel.default("web"),
  country: countryCode.nullable().default(null),
  /** `ordersBefore` null: nobody knows who buys. */
  customer: z.strictObject({ groups: handles, ordersBefore: z.int().min(0).nullable().default(null) }).prefault({}),
  priceLists: z.array(PriceList).max(100).default([]),
  promotions: z.array(Promotion).max(200).default([]),
  codes: z.array(promotionCode).max(50).default([]),
  giftCards: z
    .array(z.strictObject({ name: line(60), ...credit, expiresAt: instant.nullable().default(null) }))
    .max(20)
    .default([]),
  storeCredit: quoteAmount.nullable().default(null),
  /** What is to be paid becomes a multiple of `step`; left out, of what the payment provider can charge. */
  paymentRounding: z.strictObject({ step: quoteAmount, mode: z.enum(roundings).default("half-up") }).optional(),
});
export type CartDocument = z.output<typeof CartDocument>;
export type CartDocumentInput = z.input<typeof CartDocument>;
