import { z } from "zod";
import { CartTrace, QuoteLine, QuoteShipping } from "../carts/schemas.ts";
import { AppliedCredit } from "../credit/schemas.ts";
import { PriceStep, RateLeg } from "../pricing/schemas.ts";
import { DiscountStep, RefusedPromotion } from "../promotions/schemas.ts";
import { TaxSource } from "../tax/engine-schemas.ts";
import { RoundingRule, TaxLine } from "../tax/schemas.ts";
import { id, money } from "../wire.ts";

const figures = { unitPrice: true, quantity: true, subtotal: true, discount: true, net: true, tax: true } as const;
const taxing = { gross: true, reason: true, taxes: true, taxClass: true } as const;

const Sums = z.object({ items: money, discount: money, shipping: money, net: money, tax: money, total: money });

/** Behind each amount of an order: how it came about when it was placed, and whether it comes out the same today. */
export const OrderExplanation = z.object({
  id: id("ord"),
  /** Whether each figure, computed anew from the order's own snapshot, is the stored one to the minor unit. */
  agrees: z.boolean(),
  /** Those that are not. `lineId` is null for the shipping and for the order as a whole. */
  differences: z.array(
    z.object({
      of: z.enum(["line", "shipping", "order"]),
      lineId: id("oln").nullable(),
      figure: z.enum(["items", "discount", "shipping", "net", "tax", "gross", "total", "due"]),
      stored: money,
      recalculated: money,
    }),
  ),
  recalculated: Sums,
  quotedAt: z.iso.datetime(),
  market: z.string(),
  destination: CartTrace.shape.destination,
  taxIncluded: z.boolean(),
  rounding: RoundingRule,
  taxSource: TaxSource,
  decision: CartTrace.shape.decision,
  unionSale: CartTrace.shape.unionSale,
  importValue: CartTrace.shape.importValue,
  lines: z.array(
    QuoteLine.pick({ ...figures, ...taxing, title: true, optionText: true, origin: true }).extend({
      id: id("oln"),
      price: CartTrace.shape.lines.element.shape.price,
    }),
  ),
  shipping: QuoteShipping.pick({ ...figures, ...taxing, name: true }).extend({
    freeAbove: money.nullable(),
    /** How its price came about; empty in orders that have not kept it. */
    price: z.array(PriceStep),
    freeAboveSteps: z.array(PriceStep),
  }),
  taxLines: z.array(TaxLine),
  promotions: z.array(DiscountStep),
  refusedPromotions: z.array(RefusedPromotion),
  credits: z.array(AppliedCredit),
  paymentRounding: CartTrace.shape.paymentRounding,
  exchangeRates: z.array(RateLeg),
});
export type OrderExplanation = z.output<typeof OrderExplanation>;
