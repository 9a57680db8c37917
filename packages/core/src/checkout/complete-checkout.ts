import { z } from "zod";
import { closeCart } from "../carts/index.ts";
import { consentReference } from "../consent/index.ts";
import { findOrCreateCustomer } from "../customers/index.ts";
import { commitReservation, reserve } from "../inventory/index.ts";
import { DomainError, notFound } from "../kernel/errors.ts";
import { addSeconds } from "../kernel/time.ts";
import { placeOrder } from "../orders/index.ts";
import { capturePayment } from "../payments/index.ts";
import { newId } from "../platform/new-id.ts";
import { type TenantTxCtx, write } from "../platform/verb.ts";
import { id } from "../wire.ts";
import { giveBackStock } from "./give-back-stock.ts";
import { lockIfOpen } from "./lock-if-open.ts";
import { cancelOthers, checkoutById, type CheckoutRow, moveCheckout } from "./queries.ts";
import { PaidWith } from "./schemas.ts";

/**
 * Turns a paid checkout into an order, once. Whoever comes second finds it settled; a cart that became an order by
 * another checkout, or goods that are gone, abort it, and the money goes back.
 *
 * @throws DomainError conflict `checkout.settled`, `checkout.cart_ordered`, `inventory.out_of_stock`
 */
export const completeCheckout = write(
  "checkout.complete",
  {
    access: { service: true },
    input: PaidWith,
    output: z.object({ orderId: id("ord"), amount: z.int(), currency: z.string() }),
    audit: ({ method }, { orderId, amount, currency }) => ({
      subject: orderId,
      details: { amount, currency, method: method?.type ?? null },
    }),
    leaves: ["outbox"],
  },
  async (ctx, { checkoutId, intentId, method }) => {
    const now = ctx.now();
    const checkout = await lockCheckout(ctx, checkoutId);
    if (!(await capturePayment(ctx.db, checkout.paymentId, { intentId, method }, now))) throw settled();
    for (const other of await cancelOthers(ctx.db, checkout.cartId, checkout.id, now)) {
      await giveBackStock(ctx, { id: other, cartId: checkout.cartId });
    }
    const stockOwner = await commitStock(ctx, checkout);
    const { email, address, locale } = checkout.quote;
    const customerId = await findOrCreateCustomer(ctx.db, { email, name: address.name, locale }, now);
    const consent = checkout.subjectId === null ? null : await consentReference(ctx.db, checkout.subjectId);
    await closeCart(ctx.db, checkout.cartId, now);
    const orderId = newId("ord");
    const moved = await moveCheckout(
      ctx.db,
      checkoutId,
      { from: ["payment_pending", "processing", "cancelled", "expired", "failed"], to: "completed", reason: null, orderId },
      now,
    );
    if (!moved) throw settled();
    await placeOrder(ctx, { orderId, checkoutId, quote: checkout.quote, customerId, email, stockOwner, consent });
    return { orderId, amount: checkout.total.amount, currency: checkout.total.currency };
  },
);

const settled = (): DomainError => new DomainError("conflict", "checkout.settled");

/** Locks the cart, then reads the checkout: so every way of settling it takes its turn. */
async function lockCheckout(ctx: TenantTxCtx, checkoutId: string): Promise<CheckoutRow> {
  const first = await checkoutById(ctx.db, checkoutId);
  if (first === undefined) throw notFound("checkout");
  if (await lockIfOpen(ctx.db, first.cartId)) return first;
  const { state } = (await checkoutById(ctx.db, checkoutId)) ?? first;
  throw state === "completed" ? settled() : new DomainError("conflict", "checkout.cart_ordered");
}

/** Commits what was reserved; if that ran out in the meantime, what can be had now. Answers under which owner. */
async function commitStock(ctx: TenantTxCtx, checkout: CheckoutRow): Promise<string> {
  if ((await commitReservation(ctx.db, checkout.id)) === "committed") return checkout.id;
  const demands = checkout.quote.lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
  const now = ctx.now();
  await reserve(ctx.db, { ownerId: checkout.paymentId, demands, until: addSeconds(now, 60), now });
  await commitReservation(ctx.db, checkout.paymentId);
  return checkout.paymentId;
}
