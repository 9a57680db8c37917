import type { PaymentAccount, RefundState } from "./schemas.ts";

/** The events that say something about our payments; any other is stored and left alone. */
export const handledEvents = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "checkout.session.expired",
  "payment_intent.partially_funded",
  "customer_cash_balance_transaction.created",
  "charge.refunded",
  "refund.updated",
  "refund.failed",
] as const;

/** What an event of this type is about: a payment, one of its refunds, or nothing of ours. */
export function subjectOf(type: string): "payment" | "refund" | "nothing" {
  if (!handledEvents.some((handled) => handled === type)) return "nothing";
  return type.startsWith("charge.") || type.startsWith("refund.") ? "refund" : "payment";
}

/** An account as it is stored, without its secrets. */
export interface AccountRow {
  readonly state: "pending" | "connected" | "replaced" | "failed";
  readonly accountRef: string | null;
  readonly livemode: boolean;
  readonly keyLast4: string;
  readonly hasWebhook: boolean;
  readonly errorCode: string | null;
  readonly connectedAt: Date | null;
}

/**
 * What staff see of the accounts, given newest first: the connected one if there is any, with the error of a
 * later try that failed.
 */
export function shownAccount(rows: readonly AccountRow[], developmentKey: string | null): PaymentAccount {
  const shown = rows.find((row) => row.state === "connected") ?? rows.find((row) => row.state !== "replaced");
  const newest = rows[0];
  return {
    provider: "stripe",
    state: shown === undefined || shown.state === "replaced" ? "none" : shown.state,
    accountRef: shown?.accountRef ?? null,
    livemode: shown?.livemode ?? false,
    keyLast4: shown?.keyLast4 ?? null,
    webhooks: shown?.hasWebhook ?? false,
    connectedAt: shown?.connectedAt?.toISOString() ?? null,
    errorCode: newest?.state === "failed" ? newest.errorCode : null,
    suggestedDevelopmentKey: developmentKey,
  };
}

/**
 * What an answer moves between the money put aside for refunds and the money refunded; null when it changes
 * nothing or cannot be.
 */
export function moneyMoved(
  from: RefundState,
  to: RefundState,
  amount: number,
): { readonly refunding: number; readonly refunded: number } | null {
  if (from === "pending") {
    if (to === "pending") return { refunding: 0, refunded: 0 };
    return { refunding: -amount, refunded: to === "succeeded" ? amount : 0 };
  }
  return from === "succeeded" && to === "failed" ? { refunding: 0, refunded: -amount } : null;
}
