import type { Money } from "../kernel/money.ts";
import type { Instant } from "../kernel/time.ts";
import type { PaymentInstructions, PaymentMethod, RefundState } from "./schemas.ts";

/** What the provider is asked to collect on its hosted page. The same request may be sent again. */
export interface SessionRequest {
  readonly paymentId: string;
  readonly checkoutId: string;
  readonly total: Money;
  /** What the page lists; adds up to `total`. `unit` is the price of one piece. */
  readonly items: readonly { readonly name: string; readonly unit: Money; readonly quantity: number }[];
  readonly email: string;
  /** Whom a transfer comes from, and from where. */
  readonly buyer: { readonly name: string; readonly country: string };
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
  /**
   * `open`: can still be paid. `unpaid`: ended without money. `processing`: the bank has not decided yet. `awaiting`:
   * the shopper has been told how to pay, and the money has not come, or only a part of it.
   */
  readonly state: "open" | "awaiting" | "processing" | "paid" | "unpaid";
  /** Our checkout's id, as we gave it. */
  readonly reference: string | null;
  /** What was to be paid and what was received, or null when it is in a currency unknown here. */
  readonly total: Money | null;
  readonly received: Money | null;
  readonly intentId: string | null;
  readonly method: PaymentMethod | null;
  /** Why the last try was declined. */
  readonly declineCode: string | null;
  /** While it is awaited: how to pay. `until` is null where the provider sets no end. */
  readonly instructions: ReportedInstructions | null;
  /** The provider's own id of whom the money comes from, where it keeps a balance for them. */
  readonly customerRef: string | null;
}

export type ReportedInstructions = Omit<PaymentInstructions, "remaining" | "until"> & {
  readonly remaining: Money;
  readonly until: Instant | null;
};

/** Money that a buyer has sent and that no payment has taken. `ref` is that of the movement that left it so. */
export interface Surplus {
  readonly amount: Money;
  readonly ref: string;
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
  readonly object: {
    readonly id: string;
    readonly kind: string;
    readonly intentId: string | null;
    readonly customerRef: string | null;
  };
}

export type AccountCheck =
  | { readonly kind: "accepted"; readonly accountRef: string; readonly livemode: boolean }
  | { readonly kind: "refused"; readonly code: string };

export type WebhookRegistration = { readonly endpointId: string; readonly secret: string } | null;
