import type { EventConsumer } from "../platform/jobs.ts";
import { refundOrder } from "./refund-order.ts";
import { settleRefunds } from "./settle-refunds.ts";

/** What a crash may leave started. */
export const flows = [refundOrder];

export const consumers: readonly EventConsumer[] = [
  {
    name: "settle-refunds",
    type: "refund.reported",
    handle: async (ctx, event) => {
      await settleRefunds(ctx, event.aggregateId);
    },
  },
];
