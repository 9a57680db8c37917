import { z } from "zod";
import { money } from "../kernel/money.ts";
import { toInstant } from "../kernel/time.ts";
import { changePayment, paymentBy, type PaymentReport, type PaymentRow, setCheckAt } from "../payments/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { transaction } from "../platform/db.ts";
import { type TenantTxCtx, write } from "../platform/verb.ts";
import { lockIfOpen } from "./lock-if-open.ts";
import { keepGoods, putBack } from "./note-outcome.ts";
import { type CheckoutRow, moveCheckout } from "./queries.ts";
import { type Awaited, awaited } from "./rules.ts";

type Waiting = Pick<PaymentReport, "intentId" | "customerRef"> & {
  readonly sessionId: string;
  readonly instructions: NonNullable<PaymentReport["instructions"]>;
};

const NoteAwaited = z.object({
  checkout: z.custom<CheckoutRow>(),
  payment: z.custom<PaymentRow>(),
  waiting: z.custom<Waiting>(),
});
/** `told`: the shopper knows how to pay. `partly`: a part has come. `too_late`: the goods were given up. */
const Step = z.enum(["none", "told", "partly", "too_late"]);
type Step = z.output<typeof Step>;

/** A payment's state at each stage of waiting. */
const states = { waiting: "processing", late: "failed", over: "expired" } as const satisfies Record<
  Awaited["stage"],
  PaymentRow["state"]
>;

/** Nobody waits for it any more: what comes goes back. */
export const isClosed = ({ state, instructions }: PaymentRow): boolean => state === "expired" && instructions !== null;

const note = write(
  "checkout.await_payment",
  {
    access: { service: true },
    urgency: "sale",
    input: NoteAwaited,
    output: z.object({ step: Step }),
    audit: ({ checkout }, { step }) => ({ subject: checkout.id, details: { step } }),
    leaves: ["outbox"],
  },
  async (ctx, { checkout, payment, waiting }): Promise<{ step: Step }> => {
    const isOpen = await lockIfOpen(ctx.db, checkout.cartId);
    const before = await paymentBy(ctx.db, "id", payment.id);
    // What was read at the provider may be older than the end of the waiting.
    if (before === undefined || isClosed(before)) return { step: "none" };
    const known = before.instructions;
    const { instructions, ...ids } = waiting;
    const { until, stage, checkAt } = awaited(known?.until ?? null, instructions.until, ctx.now());
    const remaining = money(instructions.remaining.amount, checkout.due.currency);
    const now = { ...instructions, remaining, until: toInstant(until) };
    const change = { ...ids, state: states[stage], instructions: now, checkAt };
    if (stage !== "waiting") {
      const isPartly = remaining.amount < checkout.due.amount;
      const declineCode = isPartly ? "transfer_incomplete" : "transfer_missing";
      await changePayment(ctx.db, payment.id, { ...change, declineCode }, ctx.now());
      return { step: await giveUp(ctx, checkout, { paymentId: payment.id, declineCode }) };
    }
    await changePayment(ctx.db, payment.id, change, ctx.now());
    if (!isOpen) return { step: "none" };
    await keepGoods(ctx, checkout);
    const step: Step = known === null ? "told" : remaining.amount < known.remaining.amount ? "partly" : "none";
    if (step !== "none") {
      const payload = { paymentId: payment.id, remaining: remaining.amount };
      ctx.emit({ type: "checkout.payment_awaited", aggregateId: checkout.id, payload });
    }
    return { step };
  },
);

async function giveUp(
  ctx: TenantTxCtx,
  checkout: CheckoutRow,
  failure: { readonly paymentId: string; readonly declineCode: string },
): Promise<Step> {
  const failed = { from: ["processing"], to: "failed", reason: failure.declineCode } as const;
  if (!(await moveCheckout(ctx.db, checkout.id, failed, ctx.now()))) return "none";
  await putBack(ctx, checkout);
  ctx.emit({ type: "checkout.payment_failed", aggregateId: checkout.id, payload: failure });
  return "too_late";
}

/**
 * The shopper has been told how to pay: the goods are kept until the money is there or the time for it is over. Asked
 * again with the same news it changes nothing. Money that comes later still settles the payment for a while; after
 * that nobody waits for it.
 */
export async function noteAwaited(
  ctx: TenantCtx,
  checkout: CheckoutRow,
  payment: PaymentRow,
  {
    intentId,
    customerRef,
    sessionId,
    instructions,
  }: Omit<Waiting, "instructions"> & Pick<PaymentReport, "instructions">,
): Promise<void> {
  if (instructions === null) return;
  const known = payment.instructions;
  const { stage, checkAt } = awaited(known?.until ?? null, instructions.until, ctx.now());
  const isNews = known?.remaining.amount !== instructions.remaining.amount || payment.state !== states[stage];
  if (isNews) await note(ctx, { checkout, payment, waiting: { intentId, customerRef, sessionId, instructions } });
  else await transaction(ctx.db, (tx) => setCheckAt(tx, payment.id, checkAt));
}
