import type { Kysely, Selectable } from "kysely";
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import type { Id } from "../../kernel/ids.ts";
import { money } from "../../kernel/money.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RefundReport } from "../provider.ts";
import type { Refund, RefundCredit, RefundLine, RefundState } from "../schemas.ts";
import type { PaymentsTables } from "../tables.ts";

const tables = (db: Db<"tenant">): Kysely<PaymentsTables> => db.tables<PaymentsTables>();

const columns = [
  "id",
  "payment_id",
  "order_id",
  "state",
  "amount",
  "tax_amount",
  "shipping_amount",
  "currency",
  "lines",
  "credit_amount",
  "credits",
  "rounding_amount",
  "reason",
  "restock",
  "automatic",
  "provider_ref",
  "failure_code",
  "created_at",
  "finished_at",
] as const;

/** A refund with what only we need to know of it. */
export type RefundRow = Refund & {
  readonly orderId: Id<"ord"> | null;
  readonly providerRef: string | null;
  readonly credits: readonly RefundCredit[];
};

function toRefund(row: Pick<Selectable<PaymentsTables["refunds"]>, (typeof columns)[number]>): RefundRow {
  const currency = row.currency as ActiveCurrencyCode;
  return {
    id: row.id as Id<"ref">,
    paymentId: row.payment_id as Id<"pay">,
    orderId: row.order_id as Id<"ord"> | null,
    state: row.state,
    amount: money(row.amount, currency),
    tax: money(row.tax_amount, currency),
    shipping: money(row.shipping_amount, currency),
    lines: row.lines,
    credited: money(row.credit_amount, currency),
    credits: row.credits,
    rounding: money(row.rounding_amount, currency),
    total: money(row.amount + row.rounding_amount, currency),
    reason: row.reason,
    restock: row.restock,
    automatic: row.automatic,
    providerRef: row.provider_ref,
    failureCode: row.failure_code,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

export async function refundById(db: Db<"tenant">, id: string): Promise<RefundRow | undefined> {
  const row = await tables(db).selectFrom("refunds").select(columns).where("id", "=", id).executeTakeFirst();
  return row && toRefund(row);
}

export async function refundsOf(db: Db<"tenant">, paymentId: string): Promise<RefundRow[]> {
  const rows = await tables(db)
    .selectFrom("refunds")
    .select(columns)
    .where("payment_id", "=", paymentId)
    .orderBy("id")
    .execute();
  return rows.map(toRefund);
}

/** Puts money aside for a refund, if that much was received and is still there. One conditional statement. */
export async function claimMoney(tx: Tx<"tenant">, paymentId: string, amount: number, now: Date): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("payments")
    .set((eb) => ({ refunding: eb("refunding", "+", amount), updated_at: now }))
    .where("id", "=", paymentId)
    .where("state", "=", "paid")
    .where((eb) => eb(eb("captured", "-", eb("refunded", "+", eb.ref("refunding"))), ">=", amount))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export interface NewRefund {
  readonly id: Id<"ref">;
  readonly paymentId: Id<"pay">;
  readonly orderId: Id<"ord"> | null;
  readonly amount: number;
  readonly tax: number;
  readonly shipping: number;
  readonly currency: string;
  readonly lines: readonly RefundLine[];
  /** What of `amount` goes back to gift cards and store credit. */
  readonly credits: readonly RefundCredit[];
  readonly rounding: number;
  readonly reason: string;
  readonly restock: boolean;
  readonly automatic: boolean;
  readonly actorKind: string;
  readonly actorId: string;
}

export async function insertRefund(tx: Tx<"tenant">, refund: NewRefund, now: Date): Promise<void> {
  await tables(tx)
    .insertInto("refunds")
    .values({
      id: refund.id,
      payment_id: refund.paymentId,
      order_id: refund.orderId,
      state: "pending",
      amount: refund.amount,
      tax_amount: refund.tax,
      shipping_amount: refund.shipping,
      currency: refund.currency,
      lines: JSON.stringify(refund.lines),
      credit_amount: refund.credits.reduce((sum, credit) => sum + credit.amount, 0),
      credits: JSON.stringify(refund.credits),
      rounding_amount: refund.rounding,
      reason: refund.reason,
      restock: refund.restock,
      automatic: refund.automatic,
      provider_ref: null,
      failure_code: null,
      actor_kind: refund.actorKind,
      actor_id: refund.actorId,
      created_at: now,
      finished_at: null,
    })
    .execute();
}

/** Writes the provider's answer to a refund that is in the state `from`. False when it is in another. */
export async function answerRefund(
  tx: Tx<"tenant">,
  id: string,
  from: RefundState,
  report: RefundReport,
  now: Date,
): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("refunds")
    .set({
      state: report.state,
      failure_code: report.failureCode,
      finished_at: report.state === "pending" ? null : now,
      ...(report.providerRef === null ? {} : { provider_ref: report.providerRef }),
    })
    .where("id", "=", id)
    .where("state", "=", from)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** How a refund's answer moves its payment's money. */
export interface MoneyMove {
  readonly refunding: number;
  readonly refunded: number;
}

export async function moveMoney(tx: Tx<"tenant">, paymentId: string, move: MoneyMove, now: Date): Promise<void> {
  await tables(tx)
    .updateTable("payments")
    .set((eb) => ({
      refunding: eb("refunding", "+", move.refunding),
      refunded: eb("refunded", "+", move.refunded),
      updated_at: now,
    }))
    .where("id", "=", paymentId)
    .execute();
}
