import { toInstant } from "../kernel/time.ts";
import type { PaymentRow } from "./queries/payments.ts";
import type { Payment } from "./schemas.ts";

/** A payment as staff see it. */
export function showPayment(row: PaymentRow): Payment {
  return {
    id: row.id,
    provider: row.provider,
    state: row.state,
    amount: row.amount,
    captured: row.captured,
    refunding: row.refunding,
    refunded: row.refunded,
    method: row.method,
    providerRef: row.intentId,
    createdAt: toInstant(row.createdAt),
    paidAt: row.paidAt === null ? null : toInstant(row.paidAt),
  };
}
