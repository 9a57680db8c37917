import { z } from "zod";
import { DomainError, notFound } from "../kernel/errors.ts";
import { changePayment, paymentBy } from "../payments/index.ts";
import { authorize } from "../platform/access.ts";
import type { TenantCtx } from "../platform/context.ts";
import { observed } from "../platform/observe.ts";
import { named, type TenantTxCtx, write } from "../platform/verb.ts";
import { lockIfOpen } from "./lock-if-open.ts";
import { isClosed } from "./note-awaited.ts";
import { putBack } from "./note-outcome.ts";
import { checkoutById, moveCheckout } from "./queries.ts";
import { stopReasons } from "./rules.ts";
import { CheckoutState, CheckoutView, GetCheckout } from "./schemas.ts";
import { settlePayment } from "./settle-payment.ts";
import { showCheckout } from "./show-checkout.ts";

type Stopping = Pick<TenantTxCtx, "db" | "now" | "actor" | "emit">;

/**
 * Ends the wait for a transfer or a voucher: the goods can be sold again, and the cart can be paid another way. From
 * then on nothing that comes pays it; it goes back. False when nobody waits, for one because the money is there.
 */
async function stop(ctx: Stopping, checkoutId: string, reason: string): Promise<boolean> {
  const asked = await checkoutById(ctx.db, checkoutId);
  if (asked === undefined) throw notFound("checkout");
  await lockIfOpen(ctx.db, asked.cartId);
  const now = ctx.now();
  const payment = await paymentBy(ctx.db, "id", asked.paymentId);
  if (payment === undefined || payment.instructions === null || isClosed(payment)) return false;
  const cancelled = { to: "cancelled", reason } as const;
  const held = await moveCheckout(ctx.db, checkoutId, { ...cancelled, from: ["processing"] }, now);
  if (held) await putBack(ctx, asked);
  else if (!(await moveCheckout(ctx.db, checkoutId, { ...cancelled, from: ["failed"] }, now))) return false;
  await changePayment(ctx.db, payment.id, { state: "expired", checkAt: now }, now);
  // What has come already is on its way back as soon as somebody has looked.
  ctx.emit({ type: "payment.reported", aggregateId: payment.id, payload: { event: reason } });
  return true;
}

const Stopped = z.object({ checkoutId: GetCheckout.shape.checkoutId, state: CheckoutState });

/** Staff wait no longer. The buyer is told. */
export const stopWaiting = write(
  "checkout.stop_waiting",
  {
    access: { staff: "orders.write" },
    input: GetCheckout,
    output: Stopped,
    audit: ({ checkoutId }) => ({ subject: checkoutId }),
    leaves: ["outbox", "reservations"],
  },
  async (ctx, { checkoutId }) => {
    if (!(await stop(ctx, checkoutId, stopReasons.staff))) throw new DomainError("conflict", "checkout.not_awaited");
    const payload = { declineCode: stopReasons.staff };
    ctx.emit({ type: "checkout.payment_failed", aggregateId: checkoutId, payload });
    return { checkoutId, state: "cancelled" as const };
  },
);

const release = write(
  "checkout.release_cart",
  {
    access: { service: true },
    urgency: "sale",
    input: GetCheckout,
    output: z.object({ stopped: z.boolean() }),
    audit: "shopper",
    leaves: ["outbox", "reservations"],
  },
  async (ctx, { checkoutId }) => ({ stopped: await stop(ctx, checkoutId, stopReasons.shopper) }),
);

const name = "checkout.pay_otherwise";
const def = { access: { shopper: true }, urgency: "sale", input: GetCheckout, output: CheckoutView } as const;

/**
 * For the shopper who was to send the money and would rather pay another way: the cart can be placed again. Money
 * that is there already makes the order instead. Asked again it changes nothing, so it takes no key.
 */
export const payOtherwise = named<TenantCtx, typeof GetCheckout, typeof CheckoutView>(
  name,
  "write",
  def,
  (ctx, input) =>
    observed(ctx, name, async () => {
      authorize(ctx.actor, def.access, name);
      const checkout = await checkoutById(ctx.db, input.checkoutId);
      if (checkout === undefined) throw notFound("checkout");
      if (checkout.state === "processing" || checkout.state === "failed") {
        await settlePayment(ctx, checkout.paymentId);
        await release({ ...ctx, actor: { kind: "service", name: "checkout" }, idempotencyKey: null }, input);
      }
      return CheckoutView.parse(await showCheckout(ctx.db, input.checkoutId));
    }),
);
