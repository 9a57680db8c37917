import type { Id } from "../kernel/ids.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { decide } from "./decide.ts";
import { inCurrency } from "./queries/orders.ts";
import { PreviewRefund, RefundPreview } from "./schemas.ts";

/** What a refund would give back, to be shown before it is made. */
export const previewRefund = read(
  "orders.preview_refund",
  { access: { staff: "orders.refund" }, input: PreviewRefund, output: RefundPreview },
  async (ctx: TenantCtx, input) => {
    const { head, decision } = await decide(ctx.db, input.orderId, input, ctx.language);
    const amount = inCurrency(head);
    return {
      amount: amount(decision.amount),
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
