import { z } from "zod";
import { closeCart } from "../carts/index.ts";
import { consentReference } from "../consent/index.ts";
import { findOrCreateCustomer } from "../customers/index.ts";
import { commitReservation, reserve } from "../inventory/index.ts";
import { DomainError } from "../kernel/errors.ts";
import { addSeconds } from "../kernel/time.ts";
import { placeOrder } from "../orders/index.ts";
import { capturePayment } from "../payments/index.ts";
import { newId } from "../platform/new-id.ts";
import { type TenantTxCtx, write } from "../platform/verb.ts";
import { id } from "../wire.ts";
import { useClaims } from "./claims.ts";
import { giveBackStock } from "./give-back-stock.ts";
import { lockIfOpen } from "./lock-if-open.ts";
import { cancelOthers, checkoutById, type CheckoutRow, moveCheckout } from "./queries.ts";
import { PaidWith } from "./schemas.ts";

/**
 * Turns a paid checkout into an order, once. Whoever comes second finds it settled; a cart that became an order by
 * another checkout, or goods that are gone, abort it, and the money goes back.
 *
 * @throws DomainError conflict `checkout.settled`, `checkout.cart_ordered`, `inventory.out_of_stock`, and those of the claims
 */
export const completeCheckout = write(
  "checkout.complete",
  {
    access: { service: true },
    urgency: "sale",
    input: z.object({ checkout: z.custom<CheckoutRow>(), ...PaidWith.omit({ checkoutId: true }).shape }),
    output: z.object({ orderId: id("ord"), amount: z.int(), currency: z.string() }),
    audit: ({ method }, { orderId, amount, currency }) => ({
      subject: orderId,
      details: { amount, currency, method: method?.type ?? null },
    }),
    leaves: ["outbox"],
  },
  async (ctx, { checkout, intentId, method }) => {
    const now = ctx.now();
    const orderId = newId("ord");
    await takeCart(ctx, checkout);
    if (!(await capturePayment(ctx.db, checkout.paymentId, { intentId, method }, now))) throw settled();
    const isLate = await moveToCompleted(ctx, checkout, orderId);
    await useClaims(ctx, checkout, orderId);
    const stockOwner = await commitStock(ctx, checkout, isLate);
    const { email, address, locale, customerId: loggedIn } = checkout.quote;
    const buyer = { customerId: loggedIn, email, name: address.name, locale };
    const customerId = await findOrCreateCustomer(ctx.db, buyer, now);
    const consent = checkout.subjectId === null ? null : await consentReference(ctx.db, checkout.subjectId);
    await closeCart(ctx.db, checkout.cartId, now);
    const { id: checkoutId, quote } = checkout;
    const { total } = quote.totals;
    await placeOrder(ctx, { orderId, checkoutId, quote, customerId, email, stockOwner, consent });
    return { orderId, amount: total.amount, currency: total.currency };
  },
);

const settled = (): DomainError => new DomainError("conflict", "checkout.settled");

/** Locks the cart, so that all ways of settling take turns; refuses one that has become an order. */
async function takeCart(ctx: TenantTxCtx, checkout: CheckoutRow): Promise<void> {
  if (await lockIfOpen(ctx.db, checkout.cartId)) return;
  const now = await checkoutById(ctx.db, checkout.id);
  throw now?.state === "completed" ? settled() : new DomainError("conflict", "checkout.cart_ordered");
}

/**
 * The live checkout of a cart is its only one; any other that was paid first takes the live one's place. Answers
 * whether it was given up before: then it holds nothing any more.
 */
async function moveToCompleted(
  ctx: TenantTxCtx,
  { id: checkoutId, cartId }: CheckoutRow,
  orderId: string,
): Promise<boolean> {
  const now = ctx.now();
  const completed = { to: "completed", reason: null, orderId } as const;
  if (await moveCheckout(ctx.db, checkoutId, { ...completed, from: ["payment_pending", "processing"] }, now))
    return false;
  for (const other of await cancelOthers(ctx.db, cartId, checkoutId, now))
    await giveBackStock(ctx, { id: other, cartId });
  const from = ["cancelled", "expired", "failed"] as const;
  if (!(await moveCheckout(ctx.db, checkoutId, { ...completed, from }, now))) throw settled();
  return true;
}

/** Commits what was reserved; if that ran out in the meantime, what can be had now. Answers under which owner. */
async function commitStock(ctx: TenantTxCtx, checkout: CheckoutRow, isLate: boolean): Promise<string> {
  if (!isLate && (await commitReservation(ctx.db, checkout.id)) === "committed") return checkout.id;
  const demands = checkout.quote.lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
  const now = ctx.now();
  await reserve(ctx.db, { ownerId: checkout.paymentId, demands, until: addSeconds(now, 60), now });
  await commitReservation(ctx.db, checkout.paymentId);
  return checkout.paymentId;
}
