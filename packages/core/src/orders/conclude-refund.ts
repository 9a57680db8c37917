import { DomainError, notFound } from "../kernel/errors.ts";
import { restock } from "../inventory/index.ts";
import type { AnsweredRefund } from "../payments/index.ts";
import { actorId } from "../platform/context.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { orderBy } from "./queries/orders.ts";
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
    amount: refund.amount.amount,
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
  if (refund.state === "failed") {
    const shares = refund.lines.map((line) => ({ ...line, amount: line.amount.amount }));
    return countRefunded(ctx.db, order.id, shares, refund.shipping.amount, -1);
  }
  if (refund.restock) await putBack(ctx, order.id, order.stock_owner, refund);
  ctx.emit({
    type: "order.refunded",
    aggregateId: order.id,
    payload: { refundId: refund.id, amount: refund.amount.amount, currency: refund.amount.currency },
  });
}

/** A refund stands even when its pieces cannot go back on the shelf. */
async function putBack(ctx: TenantTxCtx, orderId: string, ownerId: string, refund: AnsweredRefund): Promise<void> {
  const { lines = [] } = (await orderBy(ctx.db, "id", orderId)) ?? {};
  const items = refund.lines.flatMap(({ orderLineId, quantity }) => {
    const line = lines.find((candidate) => candidate.id === orderLineId);
    return line === undefined || quantity === 0 ? [] : [{ variantId: line.variant_id as `var_${string}`, quantity }];
  });
  try {
    await restock(ctx.db, { ownerId, reference: refund.id, items, now: ctx.now() });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "inventory.restock_too_many") throw error;
    ctx.log.warn({ orderId, refundId: refund.id }, "refunded pieces could not be put back in stock");
  }
}
