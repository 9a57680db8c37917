import { z } from "zod";
import type { CartQuote } from "../carts/schemas.ts";
import { OrderStatus } from "../orders/schemas.ts";
import { PaymentInstructions, PaymentMethod } from "../payments/schemas.ts";
import { id, instant, money, page, pageInput } from "../wire.ts";

/** All that was quoted when the shopper went to pay. */
export type CheckoutQuote = CartQuote;

/** `{CHECKOUT_ID}` in it is replaced. */
const returnUrl = z.url({ protocol: /^https?$/ }).max(2_000);

/**
 * `expectedTotal` is what the shopper saw: a changed total is refused, not charged. `subjectId` is the visitor's
 * id in the consent ledger, so that the order can name the consent that held.
 */
export const PlaceCheckout = z.object({
  cartId: id("crt"),
  expectedTotal: money,
  /** What the shopper saw as left to pay with money, where gift cards or store credit pay; checked likewise. */
  expectedDue: money.nullable().default(null),
  successUrl: returnUrl,
  cancelUrl: returnUrl,
  subjectId: id("csb").nullable().default(null),
});

/**
 * `payment_pending → processing → completed`, or `expired`, `cancelled` (replaced by a newer checkout of the same
 * cart), `failed` (the provider refused to start), `refunding → refunded` (paid, but it could not become an order).
 */
export const CheckoutState = z.enum([
  "payment_pending",
  "processing",
  "completed",
  "expired",
  "cancelled",
  "failed",
  "refunding",
  "refunded",
]);
export type CheckoutState = z.output<typeof CheckoutState>;

/** Send the shopper to `redirectUrl`: the payment page, or the shop's own page when nothing is left to pay. */
export const PlacedCheckout = z.object({
  checkoutId: id("chk"),
  state: CheckoutState,
  redirectUrl: z.string().nullable(),
  reason: z.string().nullable(),
});
export type PlacedCheckout = z.output<typeof PlacedCheckout>;

export const GetCheckout = z.object({ checkoutId: id("chk") });

export const CheckoutView = z.object({
  checkoutId: id("chk"),
  cartId: id("crt"),
  state: CheckoutState,
  total: money,
  /** What is paid with money: the rest comes from gift cards and store credit. */
  due: money,
  /** Why it was refunded, failed, or why the last try to pay was declined. */
  reason: z.string().nullable(),
  /** Where to pay, while that is still possible; the shop's cart, for who has chosen to pay another way. */
  redirectUrl: z.string().nullable(),
  /** How to pay, while a transfer or a voucher is awaited. */
  instructions: PaymentInstructions.nullable(),
  /** The language that the shopper ordered in, BCP 47. */
  locale: z.string(),
  /** Once completed. `token` opens the order's status page and is the shopper's secret. */
  order: OrderStatus.extend({ token: z.string() }).nullable(),
});
export type CheckoutView = z.output<typeof CheckoutView>;

/** `overdue`: the goods are no longer kept, but the whole sum is still taken for a while. */
const AwaitedPayment = z.object({
  checkoutId: id("chk"),
  stage: z.enum(["waiting", "overdue"]),
  kind: PaymentInstructions.shape.kind,
  name: z.string(),
  email: z.string(),
  placedAt: instant,
  due: money,
  /** What has come of it. */
  received: money,
  /** What the buyer was asked to name with the transfer. */
  reference: z.string().nullable(),
  /** So long the goods are kept. */
  until: instant,
  /** The provider's own id of the payment, for its dashboard. */
  providerRef: z.string().nullable(),
});
export const ListAwaited = z.object({ ...pageInput });
export const AwaitedPage = page(AwaitedPayment);

/** What a shop needs before it can sell; `done: false` names a missing piece. */
export const ReadinessStep = z.enum([
  "products",
  "market",
  "exchange_rate",
  "prices",
  "tax_rates",
  "shipping",
  "payments",
]);
export type ReadinessStep = z.output<typeof ReadinessStep>;

export const Readiness = z.object({
  ready: z.boolean(),
  steps: z.array(
    z.object({
      step: ReadinessStep,
      done: z.boolean(),
      /** The market that it is about, or null for the shop as a whole. */
      market: z.object({ id: id("mkt"), name: z.string() }).nullable(),
      /** What is missing, in codes: countries without a tax rate or shipping, currencies without a rate. */
      missing: z.array(z.string()),
    }),
  ),
});
export type Readiness = z.output<typeof Readiness>;

/** That a checkout was paid, and with what. */
export const PaidWith = z.object({
  checkoutId: id("chk"),
  intentId: z.string().nullable(),
  method: PaymentMethod.nullable(),
});
