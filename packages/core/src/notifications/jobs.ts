import type { EventConsumer } from "../platform/jobs.ts";
import { orderConfirmation, refundNotice } from "./order-mails.ts";
import { sendOrderMail } from "./send-order-mail.ts";

/** Who is told what, when something happens to an order. */
export const consumers: readonly EventConsumer[] = [
  {
    name: "mail-order-confirmation",
    type: "order.placed",
    handle: (ctx, event) =>
      sendOrderMail(ctx, event, "order_confirmation", (order) => orderConfirmation(order, ctx.tenant.name)),
  },
  {
    name: "mail-refund-notice",
    type: "order.refunded",
    handle: (ctx, event) =>
      sendOrderMail(ctx, event, "refund_notice", (order) =>
        refundNotice(order, String(event.payload["refundId"]), ctx.tenant.name),
      ),
  },
];
