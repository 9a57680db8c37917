import { uncountOrder } from "../customers/index.ts";
import { restock } from "../inventory/index.ts";
import { DomainError, notFound } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { callRefund, paymentBy, planRefund, recordRefund, refundById, type RefundReport } from "../payments/index.ts";
import { flow } from "../platform/flow.ts";
import { returnPromotions } from "../promotions/index.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { concludeRefund } from "./conclude-refund.ts";
import { itemsOf, lockDelivery, noteDelivery, tooMany } from "./deliver.ts";
import { inCurrency, orderBy, type OrderRow } from "./queries/orders.ts";
import { type Pieces, takePieces } from "./queries/pieces.ts";
import { countRefunded, raiseVersion } from "./queries/refund.ts";
import { refundShares } from "./refund-shares.ts";
import { decideRefund } from "./rules.ts";
import { CancelledOrder, CancelOrder } from "./schemas.ts";
import { refundableOf, showOrder } from "./show-order.ts";

interface Intent {
  readonly orderId: Id<"ord">;
  readonly refundId: Id<"ref"> | null;
}

/**
 * Cancels what has not been shipped. The pieces are cancelled, their stock is free and the money is put aside in
 * the first transaction, so nobody can ship or refund them meanwhile; then the provider is asked to pay back. Its
 * refusal leaves the order cancelled and the money refundable.
 */
export const cancelOrder = flow<typeof CancelOrder, typeof CancelledOrder, Intent, RefundReport | null>(
  "orders.cancel",
  {
    access: { staff: "orders.refund" },
    urgency: "sale",
    input: CancelOrder,
    output: CancelledOrder,
    leaves: ["outbox", "reservations"],
    audit: (input, { refund }) => ({
      subject: input.orderId,
      details: { refundId: refund?.id ?? null, amount: refund?.amount.amount ?? 0, state: refund?.state ?? "none" },
    }),
  },
  {
    begin: async (ctx, { orderId, version, reason, refund }, flowId) => {
      await takeVersion(ctx, orderId, version);
      const order = await lockDelivery(ctx, orderId);
      if (order.cancelled_at !== null) throw new DomainError("conflict", "orders.cancelled");
      const whole = order.lines.every((line) => line.fulfilled === 0);
      const head = await orderBy(ctx.db, "id", orderId);
      if (head === undefined) throw notFound("order");
      const pieces = order.lines
        .map(({ orderLineId, waiting }) => ({ orderLineId, quantity: waiting }))
        .filter((line) => line.quantity > 0);
      if (pieces.length === 0 && !whole) throw new DomainError("conflict", "orders.nothing_to_cancel");
      const taken = pieces.length === 0 ? 0 : await takePieces(ctx.db, orderId, pieces, "cancelled_quantity");
      if (taken < pieces.length) throw tooMany(order.lines);
      await noteDelivery(ctx, order, {
        aspect: "cancellation",
        to: whole ? "cancelled" : "rest_cancelled",
        reason,
        ...(whole ? { cancelledAt: ctx.now() } : {}),
      });
      const planned = refund ? await planFor(ctx, orderId, { pieces, whole, reason }) : null;
      ctx.emit({
        type: "order.cancelled",
        aggregateId: orderId,
        payload: { whole, refundId: planned, pieces: pieces.map((one) => ({ ...one })) },
      });
      if (whole) await returnPromotions(ctx.db, { cartId: head.cart_id, checkoutId: head.checkout_id });
      const items = itemsOf(order.lines, pieces);
      await restock(ctx.db, { ownerId: order.stock_owner, reference: flowId, items, now: ctx.now() });
      if (whole) await uncountOrder(ctx.db, head.customer_id);
      return { orderId, refundId: planned };
    },
    call: async (ctx, { refundId }) => (refundId === null ? null : callRefund(ctx, refundId, false)),
    finish: async (ctx, { orderId, refundId }, report) => {
      const recorded = refundId === null || report === null ? null : await recordRefund(ctx, refundId, report);
      if (recorded !== null) await concludeRefund(ctx, recorded);
      const refund = refundId === null ? null : await refundById(ctx.db, refundId);
      return { refund: refund ?? null, order: await showOrder(ctx.db, orderId) };
    },
  },
);

async function takeVersion(ctx: TenantTxCtx, orderId: string, version: number): Promise<void> {
  if (await raiseVersion(ctx.db, orderId, version, ctx.now())) return;
  const current = await orderBy(ctx.db, "id", orderId);
  if (current === undefined) throw notFound("order");
  throw new DomainError("conflict", "orders.stale", { current: { version: current.version } });
}

interface Cancelling {
  readonly pieces: readonly Pieces[];
  /** Nothing was shipped: the shipping goes back too. */
  readonly whole: boolean;
  readonly reason: string;
}

/** What of the cancelled pieces was not refunded before; null when that is nothing. */
async function planFor(
  ctx: TenantTxCtx,
  orderId: Id<"ord">,
  { pieces, whole, reason }: Cancelling,
): Promise<Id<"ref"> | null> {
  const head = await orderBy(ctx.db, "id", orderId);
  if (head === undefined) throw notFound("order");
  const decision = decideRefund(refundableOf(head), requestFor(head, pieces, whole));
  if (decision.kind === "nothing") return null;
  if (decision.kind !== "refund") throw new DomainError("conflict", "orders.refund_under_way");
  const payment = await paymentBy(ctx.db, "checkout_id", head.checkout_id);
  if (payment === undefined) throw new DomainError("internal", "orders.no_payment");
  const amount = inCurrency(head);
  const refundId = await planRefund(ctx, {
    paymentId: payment.id,
    orderId,
    amount: decision.amount,
    tax: decision.tax,
    shipping: decision.shipping.amount,
    currency: head.currency,
    lines: decision.lines.map((line) => ({
      orderLineId: line.orderLineId as Id<"oln">,
      quantity: line.quantity,
      amount: amount(line.amount),
      tax: amount(line.tax),
    })),
    ...(await refundShares(ctx.db, head, payment, decision.amount)),
    reason,
    restock: false,
    automatic: false,
  });
  if (refundId === null) throw new DomainError("conflict", "orders.refund_under_way");
  await countRefunded(ctx.db, orderId, decision.lines, decision.shipping.amount, 1);
  return refundId;
}

function requestFor(head: OrderRow, pieces: readonly Pieces[], whole: boolean) {
  const lines = pieces.flatMap(({ orderLineId, quantity }) => {
    const line = head.lines.find((candidate) => candidate.id === orderLineId);
    const left = line === undefined ? 0 : Math.min(quantity, line.quantity - line.refunded_quantity);
    return left === 0 ? [] : [{ orderLineId, quantity: left }];
  });
  return { lines, shippingAmount: whole ? head.shipping_gross - head.shipping_refunded : 0, amount: 0 };
}
