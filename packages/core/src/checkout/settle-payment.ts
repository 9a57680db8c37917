import { DomainError, notFound } from "../kernel/errors.ts";
import { addSeconds } from "../kernel/time.ts";
import { settleRefunds } from "../orders/index.ts";
import {
  type PaymentReport,
  type PaymentRow,
  paymentBy,
  reportPayment,
  returnSurplus,
  setCheckAt,
} from "../payments/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { crashPoint, declareCrashPoints } from "../platform/crash.ts";
import { transaction } from "../platform/db.ts";
import { completeCheckout } from "./complete-checkout.ts";
import { finishRefunding, noteDecline, noteProcessing, noteUnpaid } from "./note-outcome.ts";
import { isClosed, noteAwaited } from "./note-awaited.ts";
import { checkoutById, type CheckoutRow } from "./queries.ts";
import { refundCheckout } from "./refund-checkout.ts";
import { awaited, judge, stopReasons } from "./rules.ts";
import { sessionRequest } from "./session-request.ts";

declareCrashPoints("checkout.settle:asked", "checkout.settle:recorded");

/** Why a paid checkout cannot become an order: its money goes back. */
const refundReasons = new Set([
  "inventory.out_of_stock",
  "checkout.cart_ordered",
  "promotions.used_up",
  "credit.spent",
  "tax.threshold_crossed",
]);

/** Both as they were read just now. */
interface Known {
  readonly checkout: CheckoutRow;
  readonly payment: PaymentRow | undefined;
}

/**
 * Brings a checkout in line with what the provider says of its payment: the one way from paid to order, for the
 * shopper who comes back, the provider's webhook and the sweeper, at once and in any order. `close` keeps an open
 * page from being paid any more.
 */
export async function settlePayment(
  caller: TenantCtx,
  paymentId: string,
  { close = false, known }: { readonly close?: boolean; readonly known?: Known } = {},
): Promise<void> {
  const ctx: TenantCtx = { ...caller, actor: { kind: "service", name: "checkout" }, idempotencyKey: null };
  const payment = known?.payment ?? (await paymentBy(ctx.db, "id", paymentId));
  const checkout = known?.checkout ?? (payment && (await checkoutById(ctx.db, payment.checkoutId)));
  if (payment === undefined || checkout === undefined) throw notFound("payment");

  if (payment.state === "paid") {
    const undecided = await settleRefunds(ctx, payment.id);
    if (checkout.state === "refunding") await finishRefunding(ctx, checkout, payment);
    else if (undecided === 0) await transaction(ctx.db, (tx) => setCheckAt(tx, payment.id, null));
    await returnSurplus(ctx, payment);
  } else if (payment.provider === "none") {
    await complete(ctx, checkout, payment, { intentId: null, method: null });
  } else if (mayStillCome(payment)) {
    await ask(ctx, checkout, payment, close);
  }
  crashPoint("checkout.settle:recorded");
}

/** A transfer may come however late: what it was for is then carried out, or it goes back. */
function mayStillCome({ state, instructions }: PaymentRow): boolean {
  return state === "pending" || state === "processing" || instructions !== null;
}

async function ask(ctx: TenantCtx, checkout: CheckoutRow, payment: PaymentRow, close: boolean): Promise<void> {
  const closing = close || checkout.state !== "payment_pending" || checkout.expiresAt <= ctx.now();
  const asked = { close: closing, take: !isClosed(payment) };
  const answer = await reportPayment(ctx, payment, sessionRequest(checkout), asked);
  crashPoint("checkout.settle:asked");
  if ("refused" in answer)
    return noteUnpaid(ctx, checkout, payment, { declineCode: answer.refused, sessionId: null, intentId: null });

  const { report, sessionId } = answer;
  const { amount, currency } = checkout.due;
  const verdict = judge(report, { checkoutId: checkout.id, amount, currency });
  switch (verdict.kind) {
    case "paid":
      if (checkout.state === "cancelled" && checkout.reason === stopReasons.staff)
        return sendBack(ctx, checkout, report, stopReasons.staff);
      await complete(ctx, checkout, payment, report);
      return returnSurplus(ctx, payment);
    case "mismatch":
      ctx.log.error(
        { checkoutId: checkout.id, paymentId: payment.id, what: verdict.what },
        "a payment is not what was asked for",
      );
      return sendBack(ctx, checkout, report, `${verdict.what}_mismatch`);
    case "processing":
      return noteProcessing(ctx, checkout, payment, {
        sessionId,
        intentId: report.intentId,
        until: addSeconds(ctx.now(), 6 * 3600),
      });
    case "awaiting":
      if (isClosed(payment)) return sendBackLate(ctx, payment);
      await noteAwaited(ctx, checkout, payment, { ...report, sessionId });
      return returnIfClosed(ctx, payment.id);
    case "open":
      return noteDecline(ctx, payment, verdict.declineCode);
    case "unpaid":
      await noteUnpaid(ctx, checkout, payment, {
        declineCode: verdict.declineCode,
        sessionId,
        intentId: report.intentId,
      });
      return returnSurplus(ctx, payment);
  }
}

/** Nobody waits for this money: whatever of it has come goes back, however late. */
async function sendBackLate(ctx: TenantCtx, payment: PaymentRow): Promise<void> {
  await returnSurplus(ctx, payment);
  const { checkAt } = awaited(payment.instructions?.until ?? null, null, ctx.now());
  await transaction(ctx.db, (tx) => setCheckAt(tx, payment.id, checkAt));
}

/** For a wait that may have ended just now. */
async function returnIfClosed(ctx: TenantCtx, paymentId: string): Promise<void> {
  const payment = await paymentBy(ctx.db, "id", paymentId);
  if (payment !== undefined && isClosed(payment)) await sendBackLate(ctx, payment);
}

type Paid = Pick<PaymentReport, "intentId" | "method">;

/** Makes the order, or sends the money back when that cannot be. */
async function complete(
  ctx: TenantCtx,
  checkout: CheckoutRow,
  payment: PaymentRow,
  { intentId, method }: Paid,
): Promise<void> {
  try {
    await completeCheckout(ctx, { checkout, intentId, method });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const code: string = error.code;
    if (code === "checkout.settled") return;
    if (!refundReasons.has(code) || payment.provider === "none") throw error;
    await sendBack(ctx, checkout, { intentId, method }, code);
  }
}

async function sendBack(
  ctx: TenantCtx,
  checkout: CheckoutRow,
  { intentId, method }: Paid,
  reason: string,
): Promise<void> {
  try {
    await refundCheckout(ctx, { checkoutId: checkout.id, intentId, method, reason });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "checkout.settled") throw error;
  }
}
