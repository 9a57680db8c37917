import { z } from "zod";
import { Address, type CartQuote } from "../carts/schemas.ts";
import { ConsentReference } from "../consent/schemas.ts";
import { Payment, Refund } from "../payments/schemas.ts";
import { RateLeg } from "../pricing/schemas.ts";
import { countryCode, id, instant, line, money, page, pageInput, version } from "../wire.ts";

export const OrderPaymentState = z.enum(["paid", "partially_refunded", "refunded"]);
export type OrderPaymentState = z.output<typeof OrderPaymentState>;
export const OrderFulfilmentState = z.enum(["unfulfilled", "fulfilled"]);
export type OrderFulfilmentState = z.output<typeof OrderFulfilmentState>;

/** Where an order goes, as it was entered. */
export type OrderAddress = z.output<typeof Address>;

/** All that was quoted, from which an order is made and can be recomputed at any later time. */
export type OrderQuote = CartQuote;

export type ConsentSnapshot = z.output<typeof ConsentReference>;

export const OrderTotals = z.object({
  items: money,
  shipping: money,
  tax: money,
  total: money,
  /** Whether `items` and `shipping` contain the tax already. */
  taxIncluded: z.boolean(),
});
export type OrderTotals = z.output<typeof OrderTotals>;

/** One tax over the whole order. `reason` says why this rate: standard, reduced, zero, … */
export const OrderTaxLine = z.object({
  name: z.string(),
  /** Parts per million: 190000 is 19 %. 0 where no tax applies, for the reason given. */
  ratePpm: z.int(),
  reason: z.string(),
  taxable: money,
  tax: money,
});
export type OrderTaxLine = z.output<typeof OrderTaxLine>;

export const OrderLine = z.object({
  id: id("oln"),
  variantId: id("var"),
  productId: id("prd"),
  sku: z.string().nullable(),
  title: z.string(),
  options: z.string(),
  quantity: z.int(),
  unitPrice: money,
  /** Price of the line as shown: with tax where the order's prices include it. */
  lineTotal: money,
  tax: money,
  /** What was paid for the line, tax included. */
  gross: money,
  /** Refunds under way included. */
  refundedQuantity: z.int(),
  refunded: money,
});
export type OrderLine = z.output<typeof OrderLine>;

export const OrderSummary = z.object({
  id: id("ord"),
  number: z.string(),
  placedAt: instant,
  customerId: id("cus"),
  email: z.string(),
  name: z.string(),
  country: countryCode,
  itemCount: z.int(),
  total: money,
  refunded: money,
  paymentState: OrderPaymentState,
  fulfilmentState: OrderFulfilmentState,
});
export type OrderSummary = z.output<typeof OrderSummary>;

export const ListOrders = z.object({
  /** An order number, the beginning of an address, or a part of the buyer's name. */
  text: z.string().trim().max(100).nullable().default(null),
  paymentState: OrderPaymentState.nullable().default(null),
  fulfilmentState: OrderFulfilmentState.nullable().default(null),
  customerId: id("cus").nullable().default(null),
  from: instant.nullable().default(null),
  until: instant.nullable().default(null),
  ...pageInput,
});
export const OrderPage = page(OrderSummary);
export const GetOrder = z.object({ id: id("ord") });

export const OrderTransition = z.object({
  seq: z.int(),
  at: instant,
  aspect: z.enum(["payment", "fulfilment", "refund"]),
  from: z.string().nullable(),
  to: z.string(),
  actorKind: z.string(),
  actorId: z.string(),
  reason: z.string().nullable(),
  amount: money.nullable(),
});
export type OrderTransition = z.output<typeof OrderTransition>;

/** An order with everything that belongs to it; its id is the subject of its audit entries. */
export const Order = OrderSummary.extend({
  version,
  /** The checkout that it came from. */
  checkoutId: id("chk"),
  market: z.object({ id: id("mkt"), name: z.string() }),
  locale: z.string(),
  shippingAddress: Address,
  shippingMethod: z.string(),
  lines: z.array(OrderLine),
  /** What was paid for the shipping, tax included, and what of it was refunded. */
  shippingGross: money,
  shippingTax: money,
  shippingRefunded: money,
  taxLines: z.array(OrderTaxLine),
  totals: OrderTotals,
  /** The rates that prices were converted with; empty when none was. */
  exchangeRates: z.array(RateLeg),
  payments: z.array(Payment),
  refunds: z.array(Refund),
  /** What may still be refunded. */
  refundable: money,
  consent: ConsentReference.nullable(),
  transitions: z.array(OrderTransition),
});
export type Order = z.output<typeof Order>;

const minorAmount = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** By lines and quantities, the shipping (or part of it, tax included), and a free amount, in minor units. */
const refundWhat = {
  orderId: id("ord"),
  lines: z
    .array(z.object({ orderLineId: id("oln"), quantity: z.int().min(1).max(10_000) }))
    .max(500)
    .default([]),
  shippingAmount: minorAmount.default(0),
  amount: minorAmount.default(0),
};
export const RefundOrder = z.object({
  ...refundWhat,
  version,
  reason: line(300),
  restock: z.boolean().default(false),
});
export type RefundOrder = z.output<typeof RefundOrder>;
export const RefundedOrder = z.object({ refund: Refund, order: Order });

export const PreviewRefund = z.object(refundWhat);
export const RefundPreview = z.object({
  amount: money,
  tax: money,
  shipping: money,
  lines: Refund.shape.lines,
  /** What could still be refunded after this one. */
  remaining: money,
});
export type RefundPreview = z.output<typeof RefundPreview>;

/** What a shopper who holds the secret link of an order may see. */
export const GetOrderStatus = z.object({ token: z.string().max(64) });
export const OrderStatus = z.object({
  number: z.string(),
  placedAt: instant,
  locale: z.string(),
  email: z.string(),
  paymentState: OrderPaymentState,
  fulfilmentState: OrderFulfilmentState,
  shippingAddress: Address,
  shippingMethod: z.string(),
  lines: z.array(
    OrderLine.pick({ title: true, options: true, quantity: true, unitPrice: true, lineTotal: true, refunded: true }),
  ),
  taxLines: z.array(OrderTaxLine),
  totals: OrderTotals,
  refunded: money,
});
export type OrderStatus = z.output<typeof OrderStatus>;
