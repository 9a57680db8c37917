import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { money } from "../../kernel/money.ts";
import { toInstant } from "../../kernel/time.ts";
import type { Db } from "../../platform/db.ts";
import type { FailedPayment } from "../schemas.ts";
import type { PaymentsTables } from "../tables.ts";

/** How many refunds failed since a moment. */
export async function countFailedRefunds(db: Db<"tenant">, since: Date): Promise<number> {
  const row = await db
    .tables<PaymentsTables>()
    .selectFrom("refunds")
    .select((eb) => eb.fn.countAll<number>().as("refunds"))
    .where("state", "=", "failed")
    .where("created_at", ">=", since)
    .executeTakeFirstOrThrow();
  return Number(row.refunds);
}

/**
 * The newest payments that failed after their shopper had gone, or that the provider would not even start: what a
 * shopper saw declined and tried again is none of them.
 */
export async function listFailedPayments(db: Db<"tenant">, since: Date, most: number): Promise<FailedPayment[]> {
  const rows = await db
    .tables<PaymentsTables>()
    .selectFrom("payments")
    .select(["id", "amount", "currency", "method", "decline_code", "intent_id", "updated_at"])
    .where("state", "=", "failed")
    .where("updated_at", ">=", since)
    .orderBy("updated_at", "desc")
    .orderBy("id", "desc")
    .limit(most)
    .execute();
  return rows.map((row) => ({
    id: row.id as FailedPayment["id"],
    at: toInstant(row.updated_at),
    amount: money(row.amount, row.currency as ActiveCurrencyCode),
    method: row.method?.type ?? null,
    declineCode: row.decline_code,
    providerRef: row.intent_id,
  }));
}
