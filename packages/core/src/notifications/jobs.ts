import { z } from "zod";
import { awaitedCheckout, failedCheckout, payerOf } from "../checkout/index.ts";
import { hostedUrl } from "../orders/index.ts";
import type { EventConsumer } from "../platform/jobs.ts";
import { shopSettings } from "../tenants/index.ts";
import { currencyCode } from "../wire.ts";
import { cancellationNotice, shipmentNotice } from "./delivery-mails.ts";
import { sendCustomerMail } from "./customer-mails.ts";
import { orderConfirmation, refundNotice } from "./order-mails.ts";
import { moneyReturned, paymentAwaited, paymentFailed } from "./payment-mails.ts";
import { sendOnce, sendOrderMail } from "./send-order-mail.ts";

const cancellation = z.object({
  whole: z.boolean(),
  refundId: z.string().nullable(),
  pieces: z.array(z.object({ orderLineId: z.string(), quantity: z.int() })),
});

const returned = z.object({ amount: z.int(), currency: currencyCode });

/** Who is told what, when something happens to an order. */
export const consumers: readonly EventConsumer[] = [
  { name: "mail-customer", type: "customer.mail_due", handle: sendCustomerMail },
  {
    name: "mail-order-confirmation",
    type: "order.placed",
    handle: (ctx, event) =>
      sendOrderMail(ctx, event, "order_confirmation", (order, url) => orderConfirmation(order, ctx.tenant.name, url)),
  },
  {
    name: "mail-refund-notice",
    type: "order.refunded",
    handle: (ctx, event) =>
      sendOrderMail(ctx, event, "refund_notice", (order, url) =>
        refundNotice(order, String(event.payload["refundId"]), ctx.tenant.name, url),
      ),
  },
  {
    name: "mail-shipment-notice",
    type: "order.shipped",
    handle: async (ctx, event) => {
      if (event.payload["notify"] !== true) return;
      await sendOrderMail(ctx, event, "shipment_notice", (order, url) =>
        shipmentNotice(order, String(event.payload["fulfilmentId"]), ctx.tenant.name, url),
      );
    },
  },
  {
    name: "mail-cancellation-notice",
    type: "order.cancelled",
    handle: (ctx, event) =>
      sendOrderMail(ctx, event, "cancellation_notice", (order, url) =>
        cancellationNotice(order, cancellation.parse(event.payload), ctx.tenant.name, url),
      ),
  },
  {
    name: "mail-payment-failed",
    type: "checkout.payment_failed",
    handle: async (ctx, event) => {
      const failed = await failedCheckout(ctx.db, event.aggregateId);
      const planned = { eventId: event.id, kind: "payment_failed", orderId: null, locale: failed.locale } as const;
      await sendOnce(ctx, planned, failed.email, paymentFailed(failed, ctx.tenant.name));
    },
  },
  {
    name: "mail-money-returned",
    type: "payment.surplus_returned",
    handle: async (ctx, event) => {
      const payer = await payerOf(ctx.db, event.aggregateId);
      if (payer === undefined) return;
      const planned = { eventId: event.id, kind: "money_returned", orderId: null, locale: payer.locale } as const;
      const mail = moneyReturned(payer, returned.parse(event.payload), ctx.tenant.name);
      await sendOnce(ctx, planned, payer.email, mail);
    },
  },
  {
    name: "mail-payment-awaited",
    type: "checkout.payment_awaited",
    handle: async (ctx, event) => {
      const checkout = await awaitedCheckout(ctx.db, event.aggregateId);
      if (checkout === undefined) return;
      const planned = { eventId: event.id, kind: "payment_awaited", orderId: null, locale: checkout.locale } as const;
      const { timeZone } = await shopSettings(ctx.db);
      const url = await hostedUrl(ctx, event.aggregateId);
      await sendOnce(ctx, planned, checkout.email, paymentAwaited(checkout, { name: ctx.tenant.name, timeZone }, url));
    },
  },
];
