import type { Money } from "../kernel/money.ts";
import type { PaymentMethod, RefundState } from "./schemas.ts";

/** What the provider is asked to collect on its hosted page. The same request may be sent again. */
export interface SessionRequest {
  readonly paymentId: string;
  readonly checkoutId: string;
  readonly total: Money;
  /** What the page lists; adds up to `total`. `unit` is the price of one piece. */
  readonly items: readonly { readonly name: string; readonly unit: Money; readonly quantity: number }[];
  readonly email: string;
  readonly locale: string;
  /** The only ways of paying to offer, of those that the account has; null offers all of these. */
  readonly methods: readonly string[] | null;
  readonly expiresAt: Date;
  readonly successUrl: string;
  readonly cancelUrl: string;
}

export type SessionCreation =
  | { readonly kind: "created"; readonly sessionId: string; readonly url: string }
  | { readonly kind: "refused"; readonly code: string };

/** What the provider says of a payment. */
export interface PaymentReport {
  /** `open`: can still be paid. `unpaid`: ended without money. `processing`: the bank has not decided yet. */
  readonly state: "open" | "processing" | "paid" | "unpaid";
  /** Our checkout's id, as we gave it. */
  readonly reference: string | null;
  /** What was to be paid and what was received, or null when it is in a currency unknown here. */
  readonly total: Money | null;
  readonly received: Money | null;
  readonly intentId: string | null;
  readonly method: PaymentMethod | null;
  /** Why the last try was declined. */
  readonly declineCode: string | null;
}

export interface RefundReport {
  readonly state: RefundState;
  readonly providerRef: string | null;
  readonly failureCode: string | null;
}

/** An event of the provider whose signature was right. */
export interface ProviderEvent {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly object: { readonly id: string; readonly kind: string; readonly intentId: string | null };
}

export type AccountCheck =
  | { readonly kind: "accepted"; readonly accountRef: string; readonly livemode: boolean }
  | { readonly kind: "refused"; readonly code: string };

export type WebhookRegistration = { readonly endpointId: string; readonly secret: string } | null;
