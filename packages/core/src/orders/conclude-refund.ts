import { DomainError, notFound } from "../kernel/errors.ts";
import { returnCredit } from "../credit/index.ts";
import { restock } from "../inventory/index.ts";
import type { AnsweredRefund } from "../payments/index.ts";
import { actorId } from "../platform/context.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { returnUnionSale } from "../tax/index.ts";
import { itemsOf, lockDelivery, noteDelivery } from "./deliver.ts";
import { takePieces } from "./queries/pieces.ts";
import { countRefunded, insertTransitions, lockOrder, type NewTransition, setRefunded } from "./queries/refund.ts";
import { paymentStateOf } from "./rules.ts";

/** Brings the order in line with a refund of it that the provider has answered. Called once per answer. */
export async function concludeRefund(ctx: TenantTxCtx, refund: AnsweredRefund): Promise<void> {
  if (refund.orderId === null || refund.state === "pending") return;
  const order = await lockOrder(ctx.db, refund.orderId);
  if (order === undefined) throw notFound("order");
  const actor = { actorKind: ctx.actor.kind, actorId: actorId(ctx.actor) };
  const change: NewTransition = {
    ...actor,
    aspect: "refund",
    from: refund.before,
    to: refund.state,
    reason: refund.state === "failed" ? refund.failureCode : refund.reason,
    amount: refund.total.amount,
  };
  const sentBack = refund.before === "succeeded" ? refund.amount.amount : 0;
  const given = refund.state === "succeeded" ? refund.amount.amount : 0;
  const refunded = order.refunded_amount + given - sentBack;
  const state = paymentStateOf(order.total_amount, refunded);
  const paymentChange: NewTransition = {
    ...change,
    aspect: "payment",
    from: order.payment_state,
    to: state,
    reason: null,
    amount: null,
  };
  await setRefunded(ctx.db, order.id, refunded, state, ctx.now());
  await insertTransitions(
    ctx.db,
    order.id,
    state === order.payment_state ? [change] : [change, paymentChange],
    ctx.now(),
  );
  const { union_sale: sale, placed_at: placedAt, total_amount: total, refunded_amount: before } = order;
  await returnUnionSale(ctx, { sale: sale ?? null, placedAt, total, before, after: refunded });
  await moveCredits(ctx, refund);
  if (refund.state === "failed") {
    const shares = refund.lines.map((line) => ({ ...line, amount: line.amount.amount }));
    return countRefunded(ctx.db, order.id, shares, refund.shipping.amount, -1);
  }
  if (refund.restock) await putBack(ctx, order, refund);
  ctx.emit({
    type: "order.refunded",
    aggregateId: order.id,
    payload: { refundId: refund.id, amount: refund.amount.amount, currency: refund.amount.currency },
  });
}

/** What was paid with credit goes back there with the money, and comes off again when the bank returns the money. */
async function moveCredits(ctx: TenantTxCtx, refund: AnsweredRefund): Promise<void> {
  const undo = refund.state === "failed";
  if (refund.credits.length === 0 || (undo && refund.before !== "succeeded")) return;
  const whole = await returnCredit(ctx, refund.id, refund.amount.currency, refund.credits, undo);
  if (!whole) ctx.log.warn({ refundId: refund.id }, "credit of a refund that failed has been spent meanwhile");
}

/**
 * A refund stands even when its pieces cannot go back on the shelf. Pieces that have not been shipped never will be:
 * they are cancelled with it.
 */
async function putBack(
  ctx: TenantTxCtx,
  order: { readonly id: string; readonly stock_owner: string },
  refund: AnsweredRefund,
): Promise<void> {
  const { lines, fulfilment_state } = await lockDelivery(ctx, order.id);
  const items = itemsOf(lines, refund.lines).filter((item) => item.quantity > 0);
  try {
    await restock(ctx.db, { ownerId: order.stock_owner, reference: refund.id, items, now: ctx.now() });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "inventory.restock_too_many") throw error;
    ctx.log.warn({ orderId: order.id, refundId: refund.id }, "refunded pieces could not be put back in stock");
    return;
  }
  const unsent = refund.lines
    .map(({ orderLineId, quantity }) => {
      const waiting = lines.find((line) => line.orderLineId === orderLineId)?.waiting ?? 0;
      return { orderLineId, quantity: Math.min(quantity, waiting) };
    })
    .filter((line) => line.quantity > 0);
  if (unsent.length === 0) return;
  await takePieces(ctx.db, order.id, unsent, "cancelled_quantity");
  const reason = refund.reason;
  await noteDelivery(ctx, { id: order.id, fulfilment_state }, { aspect: "cancellation", to: "rest_cancelled", reason });
}
