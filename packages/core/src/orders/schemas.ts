import { z } from "zod";
import { Address, type CartQuote } from "../carts/schemas.ts";
import { AppliedCredit } from "../credit/schemas.ts";
import { AppliedPromotion, RefusedPromotion } from "../promotions/schemas.ts";
import { BuyingCompany } from "../customers/company-schemas.ts";
import { ConsentReference } from "../consent/schemas.ts";
import { Fulfilment, tracking } from "../fulfilment/schemas.ts";
import { FailedPayment, Payment, Refund } from "../payments/schemas.ts";
import { RateLeg } from "../pricing/schemas.ts";
import { countryCode, id, instant, line, money, page, pageInput, text, version } from "../wire.ts";

export const OrderPaymentState = z.enum(["paid", "partially_refunded", "refunded"]);
export type OrderPaymentState = z.output<typeof OrderPaymentState>;
export const OrderFulfilmentState = z.enum(["unfulfilled", "partly", "fulfilled"]);
export type OrderFulfilmentState = z.output<typeof OrderFulfilmentState>;

/** Where an order goes, as it was entered. */
export type OrderAddress = z.output<typeof Address>;

/** All that was quoted, from which an order is made and can be recomputed at any later time. */
export type OrderQuote = CartQuote;

export type ConsentSnapshot = z.output<typeof ConsentReference>;

export const OrderTotals = z.object({
  /** Before discounts, like `shipping`. */
  items: money,
  /** All that promotions took off, lines and shipping. */
  discount: money,
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
  /** What promotions took off the line. */
  discount: money,
  /** Price of the line after its discount, as shown: with tax where the order's prices include it. */
  lineTotal: money,
  tax: money,
  /** What was paid for the line, tax included. */
  gross: money,
  /** Refunds under way included. */
  refundedQuantity: z.int(),
  refunded: money,
  /** Pieces that have left, and pieces that never will. */
  fulfilledQuantity: z.int(),
  cancelledQuantity: z.int(),
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
  /** When the whole order was cancelled. */
  cancelledAt: instant.nullable(),
  marketName: z.string(),
});
export type OrderSummary = z.output<typeof OrderSummary>;

export const ListOrders = z.object({
  /** An order number, the beginning of an address, or a part of the buyer's name. */
  text: z.string().trim().max(100).nullable().default(null),
  paymentState: OrderPaymentState.nullable().default(null),
  /** `open`: waits to be sent, wholly or in part, and is neither cancelled nor refunded. */
  fulfilmentState: z
    .enum(["open", ...OrderFulfilmentState.options])
    .nullable()
    .default(null),
  customerId: id("cus").nullable().default(null),
  /** Only what was bought for this company. */
  companyId: id("cmp").nullable().default(null),
  marketId: id("mkt").nullable().default(null),
  cancelled: z.boolean().nullable().default(null),
  /** By the day of the order, or by its total. */
  sort: z.enum(["newest", "oldest", "highest", "lowest"]).default("newest"),
  from: instant.nullable().default(null),
  until: instant.nullable().default(null),
  ...pageInput,
});
export const OrderPage = page(OrderSummary);
export const GetOrder = z.object({ id: id("ord") });

export const OrderAspect = z.enum(["payment", "fulfilment", "refund", "cancellation", "note"]);
export type OrderAspect = z.output<typeof OrderAspect>;

/** A step of an order, or a note about it; `reason` is the note's text. */
export const OrderTransition = z.object({
  seq: z.int(),
  at: instant,
  aspect: OrderAspect,
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
  /** The company that was bought for, as it was then. */
  company: BuyingCompany.nullable(),
  shippingAddress: Address,
  shippingMethod: z.string(),
  lines: z.array(OrderLine),
  /** What was paid for the shipping, tax included, and what of it was refunded. */
  shippingGross: money,
  shippingTax: money,
  shippingRefunded: money,
  taxLines: z.array(OrderTaxLine),
  totals: OrderTotals,
  discounts: z.array(AppliedPromotion),
  refusedPromotions: z.array(RefusedPromotion),
  /** What gift cards and store credit paid. */
  credits: z.array(AppliedCredit),
  /** What was added, or taken off, so that the rest could be charged; null where nothing was. Not taxed. */
  paymentRounding: money.nullable(),
  /** What was paid with money: `totals.total` without `credits`, and with `paymentRounding`. */
  due: money,
  /** The rates that prices were converted with; empty when none was. */
  exchangeRates: z.array(RateLeg),
  payments: z.array(Payment),
  refunds: z.array(Refund),
  /** What may still be refunded. */
  refundable: money,
  consent: ConsentReference.nullable(),
  fulfilments: z.array(Fulfilment),
  transitions: z.array(OrderTransition),
});
export type Order = z.output<typeof Order>;

/** One currency's sales; refunds count for the day of their order. */
const Sales = z.object({ orders: z.int(), items: z.int(), total: money, refunded: money });
export const SalesOfTheDay = z.object({
  timeZone: z.string(),
  /** Today in that zone: `2026-03-09`. */
  day: z.string(),
  today: z.array(Sales),
  yesterday: z.array(Sales),
});
export type SalesOfTheDay = z.output<typeof SalesOfTheDay>;

/** Counts go no further: beyond it a number helps nobody. */
export const mostCounted = 1_000;
export const Attention = z.object({
  /** Orders that wait to be sent. */
  openOrders: z.int(),
  /** Orders that wait for a transfer or a voucher. */
  awaitedPayments: z.int(),
  /** Of the last 30 days. */
  failedRefunds: z.int(),
  /** The newest of the last 30 days, at most ten. */
  failedPayments: z.array(FailedPayment),
  lowStock: z.object({ atMost: z.int(), variants: z.int() }),
  /** Products with a translation that is older than its source. */
  staleProducts: z.int(),
  /** Countries of open markets. */
  countriesWithoutTax: z.array(countryCode),
  /** Work that was given up, of the last 30 days. */
  failedJobs: z.int(),
});
export type Attention = z.output<typeof Attention>;

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
  /** What is added to it, or taken off, so that the provider can pay it; then what goes back. */
  rounding: money,
  total: money,
  tax: money,
  shipping: money,
  lines: Refund.shape.lines,
  /** What could still be refunded after this one. */
  remaining: money,
});
export type RefundPreview = z.output<typeof RefundPreview>;

/** Pieces to ship; without any, all that wait. `notify` tells the buyer by mail. */
export const FulfilOrder = z.object({
  orderId: id("ord"),
  lines: z
    .array(z.object({ orderLineId: id("oln"), quantity: z.int().min(1).max(10_000) }))
    .max(500)
    .default([]),
  ...tracking,
  notify: z.boolean().default(true),
});
export type FulfilOrder = z.output<typeof FulfilOrder>;

/** How a parcel is followed from now on; the buyer is told again where `notify` says so. */
export const UpdateTracking = z.object({ id: id("ful"), version, ...tracking, notify: z.boolean().default(false) });
export const CancelFulfilment = z.object({ id: id("ful"), version, reason: line(300) });
export const MarkDelivered = z.object({ id: id("ful"), version });

/** Cancels what has not been shipped: the whole order, or the rest of it. `refund` pays it back. */
export const CancelOrder = z.object({
  orderId: id("ord"),
  version,
  reason: line(300),
  refund: z.boolean().default(true),
});
export type CancelOrder = z.output<typeof CancelOrder>;
export const CancelledOrder = z.object({ refund: Refund.nullable(), order: Order });

/** A note for the shop's own people, on the order's timeline. */
export const AddNote = z.object({
  orderId: id("ord"),
  text: text(2000).refine((written) => written.trim() !== "", "something to note"),
});

/** The orders of whoever is logged in, newest first. */
export const ListOwnOrders = z.object({ ...pageInput });
export const OwnOrder = OrderSummary.omit({ customerId: true, id: true });
export const OwnOrderPage = page(OwnOrder);
export const GetOwnOrder = z.object({ number: z.string().max(40) });

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
    OrderLine.pick({
      discount: true,
      title: true,
      options: true,
      quantity: true,
      unitPrice: true,
      lineTotal: true,
      refunded: true,
      fulfilledQuantity: true,
      cancelledQuantity: true,
    }),
  ),
  taxLines: z.array(OrderTaxLine),
  totals: OrderTotals,
  /** What promotions took off. */
  discounts: z.array(AppliedPromotion.pick({ name: true, code: true, amount: true })),
  /** What gift cards and store credit paid. */
  credits: z.array(AppliedCredit.pick({ kind: true, last4: true, applied: true })),
  /** What was added, or taken off, so that the rest could be charged; null where nothing was. */
  paymentRounding: money.nullable(),
  /** What was paid with money. */
  due: money,
  refunded: money,
  cancelledAt: instant.nullable(),
  /** The parcels that were sent. */
  fulfilments: z.array(
    Fulfilment.pick({
      state: true,
      carrierName: true,
      trackingNumber: true,
      trackingUrl: true,
      shippedAt: true,
      deliveredAt: true,
    }).extend({
      lines: z.array(z.object({ title: z.string(), options: z.string(), quantity: z.int() })),
    }),
  ),
});
export type OrderStatus = z.output<typeof OrderStatus>;
