import { z } from "zod";
import { askRefund, recordRefund, refundsOf } from "../payments/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { write } from "../platform/verb.ts";
import { id } from "../wire.ts";
import { concludeRefund } from "./conclude-refund.ts";

const answered = write(
  "orders.refund_answered",
  {
    access: { service: true },
    urgency: "sale",
    input: z.object({
      refundId: id("ref"),
      report: z.object({
        state: z.enum(["pending", "succeeded", "failed"]),
        providerRef: z.string().nullable(),
        failureCode: z.string().nullable(),
      }),
    }),
    output: z.object({ state: z.string() }),
    audit: ({ refundId, report }) => ({ subject: refundId, details: { state: report.state } }),
    leaves: ["outbox"],
  },
  async (ctx, { refundId, report }) => {
    const refund = await recordRefund(ctx, refundId, report);
    if (refund !== null) await concludeRefund(ctx, refund);
    return { state: refund?.state ?? "unchanged" };
  },
);

/** Asks the provider what became of a payment's refunds. Answers how many it has not decided yet. */
export async function settleRefunds(ctx: TenantCtx, paymentId: string): Promise<number> {
  let undecided = 0;
  for (const refund of await refundsOf(ctx.db, paymentId)) {
    // Without the provider's id it is still under way in its own flow.
    if (refund.state === "failed" || refund.providerRef === null) continue;
    const report = await askRefund(ctx, refund);
    if (report.state === "pending") undecided++;
    else if (report.state !== refund.state) await answered(asService(ctx), { refundId: refund.id, report });
  }
  return undecided;
}

function asService(ctx: TenantCtx): TenantCtx {
  return { ...ctx, actor: { kind: "service", name: "orders" }, idempotencyKey: null };
}
