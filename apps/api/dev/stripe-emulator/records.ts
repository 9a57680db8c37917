import type Stripe from "stripe";
import type { Behaviour } from "./test-cards.ts";

// Stored objects hold ids where the library's types also allow an expanded object; expand.ts inserts those on the way out.
type Flat<T, K extends keyof T> = Omit<T, K> & { [P in K]: string | null };

export type Intent = Flat<Stripe.PaymentIntent, "customer" | "latest_charge" | "payment_method">;
export type Charge = Flat<Stripe.Charge, "customer" | "payment_intent">;
export type Refund = Flat<Stripe.Refund, "charge" | "customer" | "payment_intent">;
export type Session = Omit<Flat<Stripe.Checkout.Session, "customer" | "payment_intent">, "line_items">;
export type CashTransaction = Omit<Stripe.CustomerCashBalanceTransaction, "customer"> & { customer: string };
export type Price = Omit<Stripe.Price, "unit_amount_decimal"> & { unit_amount_decimal: string };
export type LineItem = Omit<Stripe.LineItem, "price"> & { price: Price };
export type EventType = Stripe.Event.Type;
export type StripeEvent = Omit<Stripe.EventBase, "data"> & { data: { object: object } };

/** `session` is the Checkout Session that made the intent; such an intent is driven by the hosted page alone. */
export interface IntentRecord {
  intent: Intent;
  session: string | null;
  returnUrl: string | null;
}

/** What the session hands to the intent that the first payment attempt creates. */
export interface IntentData {
  capture_method: Intent["capture_method"];
  description: string | null;
  metadata: Record<string, string>;
  customer: string | null;
  receipt_email: string | null;
  shipping: Intent["shipping"];
  statement_descriptor: string | null;
  statement_descriptor_suffix: string | null;
  transfer_group: string | null;
}

export interface SessionRecord {
  session: Session;
  lines: LineItem[];
  intentData: IntentData;
}

export interface MethodRecord {
  method: Stripe.PaymentMethod;
  behaviour: Behaviour;
}

/** `transactions` are those of its cash balance, oldest first. */
export interface CustomerRecord {
  customer: Stripe.Customer;
  transactions: CashTransaction[];
  /** What comes waits on the balance until the merchant applies it. */
  isManual?: boolean;
}

export interface EndpointRecord {
  endpoint: Stripe.WebhookEndpoint;
  secret: string;
  /** Receives the events of connected accounts instead of the account's own. */
  connect: boolean;
}

/** One event on its way to one endpoint; `nextAt` is in milliseconds. */
export interface DeliveryRecord {
  event: string;
  eventOwner: string;
  endpoint: string;
  attempts: number;
  nextAt: number;
  state: "pending" | "delivered" | "given_up";
  lastStatus: number | null;
}

export interface AccountRecord {
  id: string;
  /** The account of the key, when this one was reached through `Stripe-Account`. */
  platform: string | null;
  keyHint: string;
  name: string | null;
  created: number;
}

export interface AnswerRecord {
  method: string;
  path: string;
  fingerprint: string;
  status: number;
  body: string;
  requestId: string;
  at: number;
}

export interface Tables {
  account: AccountRecord;
  session: SessionRecord;
  intent: IntentRecord;
  charge: Charge;
  refund: Refund;
  method: MethodRecord;
  customer: CustomerRecord;
  endpoint: EndpointRecord;
  event: StripeEvent;
  delivery: DeliveryRecord;
  answer: AnswerRecord;
}

export type Kind = keyof Tables;
