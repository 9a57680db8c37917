import { notFound } from "../kernel/errors.ts";
import type { Db } from "../platform/db.ts";
import { paymentBy } from "../payments/index.ts";
import { showStatus } from "../orders/index.ts";
import { type CheckoutRow, checkoutById } from "./queries.ts";
import type { CheckoutView } from "./schemas.ts";

/** A checkout as its shopper sees it. */
export async function showCheckout(db: Db<"tenant">, id: string): Promise<CheckoutView> {
  const checkout = await checkoutById(db, id);
  if (checkout === undefined) throw notFound("checkout");
  const order = checkout.orderId === null ? null : await showStatus(db, "id", checkout.orderId);
  return {
    ...(await paying(db, checkout)),
    checkoutId: checkout.id,
    cartId: checkout.cartId,
    state: checkout.state,
    total: checkout.quote.totals.total,
    due: checkout.due,
    order,
  };
}

/** While it can be paid: where, and why the last try was declined. */
async function paying(
  db: Db<"tenant">,
  checkout: CheckoutRow,
): Promise<{ reason: string | null; redirectUrl: string | null }> {
  if (checkout.state !== "payment_pending") return { reason: checkout.reason, redirectUrl: null };
  const payment = await paymentBy(db, "id", checkout.paymentId);
  return { reason: payment?.declineCode ?? null, redirectUrl: payment?.sessionUrl ?? null };
}
