import { releaseExpired } from "../inventory/index.ts";
import { addSeconds } from "../kernel/time.ts";
import { nextPaymentCheck, paymentsToCheck, setCheckAt } from "../payments/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { transaction } from "../platform/db.ts";
import type { EventConsumer } from "../platform/jobs.ts";
import type { Sweep } from "../platform/sweeps.ts";
import { placeCheckout } from "./place-checkout.ts";
import { refundCheckout } from "./refund-checkout.ts";
import { settlePayment } from "./settle-payment.ts";

const paymentsPerSweep = 50;
/** When a payment is looked at again that could not be settled now. */
const retrySeconds = 30;

/** What a crash may leave started. */
export const flows = [placeCheckout, refundCheckout];

const settle = async (ctx: TenantCtx, event: { readonly aggregateId: string }): Promise<void> => {
  await settlePayment(ctx, event.aggregateId);
};

export const consumers: readonly EventConsumer[] = [
  { name: "settle-payment", type: "payment.reported", handle: settle },
  { name: "settle-refunds", type: "refund.reported", handle: settle },
];

/**
 * Asks after payments whose time has come, so that an unpaid page is closed before its goods are given back, and
 * then releases every reservation that ran out.
 */
export const sweeps: readonly Sweep[] = [
  {
    kind: "reservations",
    sweep: async (ctx) => {
      for (const paymentId of await paymentsToCheck(ctx.db, ctx.now(), paymentsPerSweep)) await check(ctx, paymentId);
      const times = [await releaseExpired(ctx), await nextPaymentCheck(ctx.db)].filter((time) => time !== null);
      return times.reduce<Date | null>((first, time) => (first === null || time < first ? time : first), null);
    },
  },
];

async function check(ctx: TenantCtx, paymentId: string): Promise<void> {
  // Set first: whatever settles it sets its own time, and a failure does not keep the sweep busy.
  await transaction(ctx.db, (tx) => setCheckAt(tx, paymentId, addSeconds(ctx.now(), retrySeconds)));
  try {
    await settlePayment(ctx, paymentId);
  } catch (error) {
    ctx.log.warn({ paymentId, err: error }, "a payment could not be settled yet");
  }
}
