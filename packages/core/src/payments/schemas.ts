import { z } from "zod";
import { id, instant, money } from "../wire.ts";

/** A secret or restricted key of the merchant's own Stripe account. */
export const ConnectPayments = z.object({
  secretKey: z
    .string()
    .trim()
    .regex(/^[rs]k_(test|live)_[A-Za-z0-9_]{4,240}$/, "a Stripe secret key sk_… or rk_…"),
});

/** How the shop takes payments. Of the key only its end is ever shown. */
export const PaymentAccount = z.object({
  provider: z.literal("stripe"),
  state: z.enum(["none", "pending", "connected", "failed"]),
  /** Stripe's id of the account, `acct_…`. */
  accountRef: z.string().nullable(),
  livemode: z.boolean(),
  keyLast4: z.string().nullable(),
  /** Whether Stripe reports payments to us by itself; if not, they are found by asking. */
  webhooks: z.boolean(),
  connectedAt: instant.nullable(),
  /** Why the last try to connect failed. */
  errorCode: z.string().nullable(),
  /** A key that works here without an account at Stripe; null outside development. */
  suggestedDevelopmentKey: z.string().nullable(),
});
export type PaymentAccount = z.output<typeof PaymentAccount>;

/** A webhook of the provider as it arrived: the raw body, untouched, and the signature header. */
export const ReceiveEvent = z.object({
  body: z.string().max(1_000_000),
  signature: z.string().max(2_000),
});
export const EventReceived = z.object({ received: z.literal(true) });

export const PaymentState = z.enum(["pending", "processing", "paid", "failed", "expired"]);
export type PaymentState = z.output<typeof PaymentState>;

export const PaymentMethod = z.object({
  type: z.string(),
  brand: z.string().nullable(),
  last4: z.string().nullable(),
});
export type PaymentMethod = z.output<typeof PaymentMethod>;

/** What identifies an account that money is sent to, in the words of its country's banks. */
export const AccountField = z.enum([
  "account_holder",
  "iban",
  "bic",
  "account_number",
  "sort_code",
  "routing_number",
  "swift_code",
  "clabe",
  "bank_name",
  "bank_code",
  "branch_name",
  "branch_code",
  "account_type",
]);
export type AccountField = z.output<typeof AccountField>;

/**
 * What a shopper still has to do who chose to pay by a transfer, or with a voucher at a till. Of several accounts any
 * one will do.
 */
export const PaymentInstructions = z.object({
  kind: z.enum(["bank_transfer", "voucher"]),
  /** What is still missing: less than the whole once a part of it has come. */
  remaining: money,
  /** To be named with the transfer, so that it is found. */
  reference: z.string().nullable(),
  accounts: z.array(z.array(z.object({ field: AccountField, value: z.string() }))),
  /** The provider's own page of it: the voucher with its bar code. */
  url: z.string().nullable(),
  /** So long the goods are kept. */
  until: instant,
});
export type PaymentInstructions = z.output<typeof PaymentInstructions>;

/** A payment as staff see it beside its order. */
export const Payment = z.object({
  id: id("pay"),
  provider: z.enum(["stripe", "none"]),
  state: PaymentState,
  amount: money,
  captured: money,
  refunding: money,
  refunded: money,
  method: PaymentMethod.nullable(),
  /** The provider's own id of the payment, for its dashboard. */
  providerRef: z.string().nullable(),
  createdAt: instant,
  paidAt: instant.nullable(),
});
export type Payment = z.output<typeof Payment>;

export const RefundState = z.enum(["pending", "succeeded", "failed"]);
export type RefundState = z.output<typeof RefundState>;

/** How much of an order line a refund gives back. `quantity` is 0 for a free amount's share. */
export const RefundLine = z.object({
  orderLineId: id("oln"),
  quantity: z.int().min(0),
  amount: money,
  tax: money,
});
export type RefundLine = z.output<typeof RefundLine>;

/** What a refund puts back on a gift card or on store credit, in minor units. */
export const RefundCredit = z.object({ accountId: id("crd"), amount: z.int() });
export type RefundCredit = z.output<typeof RefundCredit>;

export const Refund = z.object({
  id: id("ref"),
  paymentId: id("pay"),
  state: RefundState,
  /** What the order's parts are given back. */
  amount: money,
  /** What is added to it, or taken off, so that the provider can pay it; outside of what is taxed. */
  rounding: money,
  /** What goes back: `amount + rounding`. */
  total: money,
  /** The part of `amount` that goes back to gift cards and store credit, not through the provider. */
  credited: money,
  /** The part of `amount` that is tax. */
  tax: money,
  shipping: money,
  lines: z.array(RefundLine),
  reason: z.string(),
  restock: z.boolean(),
  /** Made by the platform, because a payment could not become an order. */
  automatic: z.boolean(),
  failureCode: z.string().nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type Refund = z.output<typeof Refund>;

/** A payment that came to nothing after its shopper had gone, or that could not even be started. */
export const FailedPayment = z.object({
  id: id("pay"),
  at: instant,
  amount: money,
  /** The provider's name of the kind of payment, `sepa_debit`; null when none was chosen. */
  method: z.string().nullable(),
  /** Why, in the provider's or our own code. */
  declineCode: z.string().nullable(),
  /** The provider's own id of the payment, for its dashboard. */
  providerRef: z.string().nullable(),
});
export type FailedPayment = z.output<typeof FailedPayment>;
