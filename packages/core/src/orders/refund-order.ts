import { DomainError, notFound } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { callRefund, paymentBy, planRefund, recordRefund, refundById, type RefundReport } from "../payments/index.ts";
import { flow } from "../platform/flow.ts";
import { concludeRefund } from "./conclude-refund.ts";
import { decide } from "./decide.ts";
import { inCurrency, orderBy } from "./queries/orders.ts";
import { countRefunded, raiseVersion } from "./queries/refund.ts";
import { refundShares } from "./refund-shares.ts";
import { RefundedOrder, RefundOrder } from "./schemas.ts";
import { showOrder } from "./show-order.ts";

interface Intent {
  readonly orderId: Id<"ord">;
  readonly refundId: Id<"ref">;
}

/**
 * Gives back a part of what was paid for an order, or all. The money is put aside and the pieces are counted
 * before the provider is asked; its refusal is an outcome that frees both again.
 */
export const refundOrder = flow<typeof RefundOrder, typeof RefundedOrder, Intent, RefundReport>(
  "orders.refund",
  {
    access: { staff: "orders.refund" },
    urgency: "sale",
    input: RefundOrder,
    output: RefundedOrder,
    leaves: ["outbox", "reservations"],
    audit: (input, { refund }) => ({
      subject: input.orderId,
      details: {
        refundId: refund.id,
        amount: refund.amount.amount,
        currency: refund.amount.currency,
        state: refund.state,
      },
    }),
  },
  {
    begin: async (ctx, input) => {
      const now = ctx.now();
      const held = await raiseVersion(ctx.db, input.orderId, input.version, now);
      const current = held ? undefined : await orderBy(ctx.db, "id", input.orderId);
      if (!held && current === undefined) throw notFound("order");
      if (current !== undefined)
        throw new DomainError("conflict", "orders.stale", { current: { version: current.version } });
      const { head, decision } = await decide(ctx.db, input.orderId, input, ctx.language);
      const payment = await paymentBy(ctx.db, "checkout_id", head.checkout_id);
      if (payment === undefined) throw new DomainError("internal", "orders.no_payment");
      const amount = inCurrency(head);
      const refundId = await planRefund(ctx, {
        paymentId: payment.id,
        orderId: input.orderId,
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
        reason: input.reason,
        restock: input.restock,
        automatic: false,
      });
      if (refundId === null) throw new DomainError("conflict", "orders.refund_under_way");
      await countRefunded(ctx.db, input.orderId, decision.lines, decision.shipping.amount, 1);
      return { orderId: input.orderId, refundId };
    },
    call: (ctx, { refundId }) => callRefund(ctx, refundId, false),
    finish: async (ctx, { orderId, refundId }, report) => {
      const recorded = await recordRefund(ctx, refundId, report);
      if (recorded !== null) await concludeRefund(ctx, recorded);
      const refund = await refundById(ctx.db, refundId);
      if (refund === undefined) throw notFound("refund");
      return { refund, order: await showOrder(ctx.db, orderId) };
    },
  },
);
