import { DomainError, notFound } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { money } from "../kernel/money.ts";
import { addSeconds } from "../kernel/time.ts";
import { actorId, type TenantCtx } from "../platform/context.ts";
import { newId } from "../platform/new-id.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { accessWith } from "./access-with.ts";
import { createRefund, readRefund } from "./adapters/stripe.ts";
import type { RefundReport } from "./provider.ts";
import { type PaymentRow, paymentBy, setCheckAt } from "./queries/payments.ts";
import {
  answerRefund,
  claimMoney,
  insertRefund,
  moveMoney,
  type NewRefund,
  type RefundRow,
  refundById,
} from "./queries/refunds.ts";
import { moneyMoved } from "./rules.ts";
import type { RefundState } from "./schemas.ts";

/** How long a refund may wait at the provider before it is asked for. */
const askAgainSeconds = 3600;

export type RefundPlan = Omit<NewRefund, "id" | "actorKind" | "actorId">;

/** Puts the money aside and notes the refund, in the transaction; null when there is not as much to refund. */
export async function planRefund(ctx: TenantTxCtx, plan: RefundPlan): Promise<Id<"ref"> | null> {
  const credited = plan.credits.reduce((sum, credit) => sum + credit.amount, 0);
  if (!(await claimMoney(ctx.db, plan.paymentId, plan.amount - credited + plan.rounding, ctx.now()))) return null;
  const id = newId("ref");
  const actor = { actorKind: ctx.actor.kind, actorId: actorId(ctx.actor) };
  await insertRefund(ctx.db, { ...plan, ...actor, id }, ctx.now());
  return id;
}

async function refundWithPayment(
  ctx: TenantCtx,
  refundId: string,
): Promise<{ refund: RefundRow; payment: PaymentRow }> {
  const refund = await refundById(ctx.db, refundId);
  const payment = refund && (await paymentBy(ctx.db, "id", refund.paymentId));
  if (refund === undefined || payment === undefined) throw notFound("refund");
  return { refund, payment };
}

/** What of a refund the provider pays back. */
export function moneyOf({ total, credited }: Pick<RefundRow, "total" | "credited">): number {
  return total.amount - credited.amount;
}

/** Asks the provider to pay back; repeated, it pays back once. `whole` returns whatever was received. */
export async function callRefund(ctx: TenantCtx, refundId: string, whole: boolean): Promise<RefundReport> {
  const { refund, payment } = await refundWithPayment(ctx, refundId);
  const asked = moneyOf(refund);
  // Nothing of it goes back as money: there is nobody to ask.
  if (asked === 0) return { state: "succeeded", providerRef: null, failureCode: null };
  if (payment.intentId === null) throw new DomainError("internal", "payments.no_account");
  const amount = whole ? null : money(asked, payment.amount.currency);
  return createRefund(await accessWith(ctx, payment.accountId, payment.sealedKey), {
    refundId,
    intentId: payment.intentId,
    amount,
  });
}

/** What became of a refund that the provider had not decided yet. */
export async function askRefund(ctx: TenantCtx, refund: RefundRow): Promise<RefundReport> {
  const payment = await paymentBy(ctx.db, "id", refund.paymentId);
  if (payment === undefined || refund.providerRef === null) throw notFound("refund");
  return readRefund(await accessWith(ctx, payment.accountId, payment.sealedKey), refund.providerRef);
}

/** A refund as it is now, and the state that it was in before. */
export type AnsweredRefund = RefundRow & { readonly before: RefundState };

/**
 * Records what the provider answered and moves the money accordingly: once per change. A refund that succeeded may
 * still fail later, when the shopper's bank sends it back. Null when nothing has changed.
 */
export async function recordRefund(
  ctx: TenantTxCtx,
  refundId: string,
  report: RefundReport,
): Promise<AnsweredRefund | null> {
  const refund = await refundById(ctx.db, refundId);
  if (refund === undefined) throw notFound("refund");
  const before = refund.state;
  const move = moneyMoved(before, report.state, moneyOf(refund));
  if (move === null || !(await answerRefund(ctx.db, refundId, before, report, ctx.now()))) return null;
  await moveMoney(ctx.db, refund.paymentId, move, ctx.now());
  if (report.state === "pending") await setCheckAt(ctx.db, refund.paymentId, addSeconds(ctx.now(), askAgainSeconds));
  return { ...refund, state: report.state, failureCode: report.failureCode, before };
}
