import { z } from "zod";
import { commitReservation, restock } from "../inventory/index.ts";
import { DomainError } from "../kernel/errors.ts";
import { changePayment, type PaymentRow, refundsOf } from "../payments/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { transaction } from "../platform/db.ts";
import { type TenantTxCtx, write } from "../platform/verb.ts";
import { id } from "../wire.ts";
import { giveBackClaims, keepTaxation } from "./claims.ts";
import { giveBackStock } from "./give-back-stock.ts";
import { lockIfOpen } from "./lock-if-open.ts";
import { cancelOthers, type CheckoutRow, moveCheckout } from "./queries.ts";
import { refundCheckout } from "./refund-checkout.ts";

type Changing = Pick<TenantTxCtx, "db" | "now" | "actor">;

function changing(ctx: TenantCtx, work: (changing: Changing) => Promise<void>): Promise<void> {
  return transaction(ctx.db, (db) => work({ db, now: ctx.now, actor: ctx.actor }));
}

/** The page can still be paid; why the last try did not work is kept for whoever asks. */
export async function noteDecline(ctx: TenantCtx, payment: PaymentRow, declineCode: string | null): Promise<void> {
  if (payment.declineCode === declineCode) return;
  await changing(ctx, async ({ db, now }) => {
    await changePayment(db, payment.id, { declineCode }, now());
  });
}

interface Decided {
  readonly sessionId: string;
  readonly intentId: string | null;
  readonly until: Date;
}

/** The bank decides later: the goods are committed until it has, and no other checkout of the cart can be paid. */
export function noteProcessing(
  ctx: TenantCtx,
  checkout: CheckoutRow,
  payment: PaymentRow,
  { sessionId, intentId, until }: Decided,
): Promise<void> {
  return changing(ctx, async (tx) => {
    const isOpen = await lockIfOpen(tx.db, checkout.cartId);
    await changePayment(tx.db, payment.id, { state: "processing", sessionId, intentId, checkAt: until }, tx.now());
    if (isOpen) await keepGoods(tx, checkout);
  });
}

/** Commits the goods while the money is on its way, and ends the cart's other checkouts. The caller holds the open cart. */
export async function keepGoods(tx: Changing, checkout: CheckoutRow): Promise<void> {
  const { id: checkoutId, cartId } = checkout;
  const now = tx.now();
  await keepTaxation(tx, checkout);
  for (const other of await cancelOthers(tx.db, cartId, checkoutId, now)) {
    await giveBackStock(tx, { id: other, cartId });
  }
  const processing = { from: ["payment_pending", "cancelled"], to: "processing", reason: null } as const;
  await moveCheckout(tx.db, checkoutId, processing, now);
  await commitReservation(tx.db, checkoutId);
}

interface Unpaid {
  readonly declineCode: string | null;
  readonly sessionId: string | null;
  readonly intentId: string | null;
}

/** Nobody paid, and nobody can any more. */
export async function noteUnpaid(
  ctx: TenantCtx,
  checkout: CheckoutRow,
  payment: PaymentRow,
  outcome: Unpaid,
): Promise<void> {
  if (checkout.state === "processing") await failedLater(ctx, { checkout, payment, outcome });
  else await changing(ctx, async (tx) => void (await recordUnpaid(tx, checkout, payment, outcome)));
}

/** Answers whether a payment failed that the bank had been deciding about: its shopper has gone and is told. */
async function recordUnpaid(
  tx: Changing,
  checkout: CheckoutRow,
  payment: PaymentRow,
  { declineCode, sessionId, intentId }: Unpaid,
): Promise<boolean> {
  const now = tx.now();
  await lockIfOpen(tx.db, checkout.cartId);
  const expired = { from: ["payment_pending"], to: "expired", reason: declineCode } as const;
  const failed = { from: ["processing"], to: "failed", reason: declineCode ?? "payment_failed" } as const;
  const ranOut = await moveCheckout(tx.db, checkout.id, expired, now);
  const hasFailed = !ranOut && (await moveCheckout(tx.db, checkout.id, failed, now));
  if (ranOut) await giveBackStock(tx, checkout);
  if (hasFailed) await putBack(tx, checkout);
  const state = payment.state === "processing" ? "failed" : "expired";
  const known = sessionId === null ? {} : { sessionId, intentId };
  await changePayment(tx.db, payment.id, { ...known, state, declineCode, checkAt: null }, now);
  return hasFailed;
}

const failedLater = write(
  "checkout.payment_failed",
  {
    access: { service: true },
    urgency: "sale",
    input: z.object({
      checkout: z.custom<CheckoutRow>(),
      payment: z.custom<PaymentRow>(),
      outcome: z.custom<Unpaid>(),
    }),
    output: z.object({ failed: z.boolean() }),
    audit: ({ checkout, outcome }) => ({ subject: checkout.id, details: { declineCode: outcome.declineCode } }),
    leaves: ["outbox"],
  },
  async (ctx, { checkout, payment, outcome }) => {
    const failed = await recordUnpaid(ctx, checkout, payment, outcome);
    if (failed) {
      const payload = { paymentId: payment.id, declineCode: outcome.declineCode };
      ctx.emit({ type: "checkout.payment_failed", aggregateId: checkout.id, payload });
    }
    return { failed };
  },
);

/** What was committed while the bank decided, or while money was awaited, can be sold again. */
export async function putBack(ctx: Changing, checkout: CheckoutRow): Promise<void> {
  await giveBackClaims(ctx, checkout);
  const items = checkout.quote.lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
  try {
    await restock(ctx.db, { ownerId: checkout.id, reference: checkout.paymentId, items, now: ctx.now() });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "inventory.restock_too_many") throw error;
  }
}

const refunded = write(
  "checkout.refunded",
  {
    access: { service: true },
    urgency: "sale",
    input: z.object({ checkoutId: id("chk"), refundId: id("ref") }),
    output: z.object({ moved: z.boolean() }),
    audit: ({ checkoutId, refundId }) => ({ subject: checkoutId, details: { refundId } }),
    leaves: ["outbox"],
  },
  async (ctx, { checkoutId, refundId }) => {
    const moved = await moveCheckout(ctx.db, checkoutId, { from: ["refunding"], to: "refunded" }, ctx.now());
    if (moved) ctx.emit({ type: "checkout.refunded", aggregateId: checkoutId, payload: { refundId } });
    return { moved };
  },
);

/** Sees a checkout's refund to its end; one that the provider refused is tried again. */
export async function finishRefunding(ctx: TenantCtx, checkout: CheckoutRow, payment: PaymentRow): Promise<void> {
  const refunds = await refundsOf(ctx.db, payment.id);
  const done = refunds.find((refund) => refund.state === "succeeded");
  if (done !== undefined) {
    await refunded(ctx, { checkoutId: checkout.id, refundId: done.id });
  } else if (refunds.every((refund) => refund.state === "failed")) {
    const { intentId, method } = payment;
    await refundCheckout(ctx, { checkoutId: checkout.id, intentId, method, reason: checkout.reason ?? "unknown" });
  }
}
