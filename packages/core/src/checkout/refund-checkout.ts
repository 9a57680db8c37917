import { z } from "zod";
import { DomainError, notFound } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { addSeconds } from "../kernel/time.ts";
import {
  callRefund,
  capturePayment,
  paymentBy,
  planRefund,
  recordRefund,
  type RefundReport,
  setCheckAt,
} from "../payments/index.ts";
import { flow } from "../platform/flow.ts";
import { giveBackClaims } from "./claims.ts";
import { giveBackStock } from "./give-back-stock.ts";
import { checkoutById, moveCheckout } from "./queries.ts";
import { CheckoutState, PaidWith } from "./schemas.ts";

/** How long to wait before a refund that the provider refused is tried again. */
const retrySeconds = 3600;

interface Intent {
  readonly checkoutId: Id<"chk">;
  readonly paymentId: Id<"pay">;
  readonly refundId: Id<"ref">;
}

const RefundCheckout = z.object({ ...PaidWith.shape, reason: z.string() });
const Refunding = z.object({ state: CheckoutState });

/** Sends back the money of a checkout that was paid and cannot become an order. */
export const refundCheckout = flow<typeof RefundCheckout, typeof Refunding, Intent, RefundReport>(
  "checkout.refund",
  {
    access: { service: true },
    urgency: "sale",
    input: RefundCheckout,
    output: Refunding,
    audit: ({ checkoutId, reason }, { state }) => ({ subject: checkoutId, details: { reason, state } }),
    leaves: ["outbox", "reservations"],
  },
  {
    begin: async (ctx, { checkoutId, intentId, method, reason }) => {
      const checkout = await checkoutById(ctx.db, checkoutId);
      if (checkout === undefined) throw notFound("checkout");
      const payment = await paymentBy(ctx.db, "id", checkout.paymentId);
      if (payment === undefined) throw notFound("payment");
      const { id: paymentId, amount } = payment;
      await moveCheckout(
        ctx.db,
        checkoutId,
        { from: ["payment_pending", "processing", "cancelled", "expired", "failed"], to: "refunding", reason },
        ctx.now(),
      );
      const captured = await capturePayment(ctx.db, paymentId, { intentId, method }, ctx.now());
      if (captured && checkout.state === "payment_pending") await giveBackStock(ctx, checkout);
      if (captured && checkout.state === "processing") await giveBackClaims(ctx, checkout);
      const refundId = await planRefund(ctx, {
        paymentId,
        orderId: null,
        amount: amount.amount,
        tax: 0,
        shipping: 0,
        currency: amount.currency,
        lines: [],
        credits: [],
        rounding: 0,
        reason,
        restock: false,
        automatic: true,
      });
      if (refundId === null) throw new DomainError("conflict", "checkout.settled");
      return { checkoutId, paymentId, refundId };
    },
    call: (ctx, { refundId }) => callRefund(ctx, refundId, true),
    finish: async (ctx, { checkoutId, paymentId, refundId }, report) => {
      await recordRefund(ctx, refundId, report);
      if (report.state === "failed") await setCheckAt(ctx.db, paymentId, addSeconds(ctx.now(), retrySeconds));
      if (report.state === "succeeded") {
        await moveCheckout(ctx.db, checkoutId, { from: ["refunding"], to: "refunded" }, ctx.now());
        ctx.emit({ type: "checkout.refunded", aggregateId: checkoutId, payload: { refundId } });
      }
      return { state: report.state === "succeeded" ? "refunded" : "refunding" };
    },
  },
);
