import type { Id } from "../kernel/ids.ts";
import { paymentBy } from "../payments/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { decide } from "./decide.ts";
import { inCurrency } from "./queries/orders.ts";
import { refundShares } from "./refund-shares.ts";
import { PreviewRefund, RefundPreview } from "./schemas.ts";

/** What a refund would give back, to be shown before it is made. */
export const previewRefund = read(
  "orders.preview_refund",
  { access: { staff: "orders.refund" }, input: PreviewRefund, output: RefundPreview },
  async (ctx: TenantCtx, input) => {
    const { head, decision } = await decide(ctx.db, input.orderId, input, ctx.language);
    const amount = inCurrency(head);
    const payment = await paymentBy(ctx.db, "checkout_id", head.checkout_id);
    const rounding = payment === undefined ? 0 : (await refundShares(ctx.db, head, payment, decision.amount)).rounding;
    return {
      amount: amount(decision.amount),
      rounding: amount(rounding),
      total: amount(decision.amount + rounding),
      tax: amount(decision.tax),
      shipping: amount(decision.shipping.amount),
      lines: decision.lines.map((line) => ({
        orderLineId: line.orderLineId as Id<"oln">,
        quantity: line.quantity,
        amount: amount(line.amount),
        tax: amount(line.tax),
      })),
      remaining: amount(decision.remaining),
    };
  },
);
