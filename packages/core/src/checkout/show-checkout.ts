import { notFound } from "../kernel/errors.ts";
import type { Db } from "../platform/db.ts";
import { readPart, together } from "../platform/parts.ts";
import { paymentPart, type PaymentRow } from "../payments/index.ts";
import { statusPart } from "../orders/index.ts";
import { type CheckoutRow, checkoutPart } from "./queries.ts";
import { stopReasons } from "./rules.ts";
import type { CheckoutView } from "./schemas.ts";

/** A checkout as its shopper sees it. */
export async function showCheckout(db: Db<"tenant">, id: string): Promise<CheckoutView> {
  const parts = {
    checkout: checkoutPart(id),
    payment: paymentPart("checkout_id", id),
    order: statusPart("checkout_id", id),
  };
  const { checkout, payment, order } = await readPart(db, together(parts));
  if (checkout === undefined) throw notFound("checkout");
  return {
    ...paying(checkout, payment),
    checkoutId: checkout.id,
    cartId: checkout.cartId,
    state: checkout.state,
    total: checkout.quote.totals.total,
    due: checkout.due,
    locale: checkout.quote.locale,
    order,
  };
}

/** While it can be paid: where or how, and why the last try was declined. */
function paying(
  checkout: CheckoutRow,
  payment: PaymentRow | undefined,
): Pick<CheckoutView, "reason" | "redirectUrl" | "instructions"> {
  const { state, reason, cancelUrl } = checkout;
  const instructions = state === "processing" ? (payment?.instructions ?? null) : null;
  if (state !== "payment_pending") {
    const isOpen = state === "cancelled" && reason === stopReasons.shopper;
    return { reason, redirectUrl: isOpen ? cancelUrl : null, instructions };
  }
  return { reason: payment?.declineCode ?? null, redirectUrl: payment?.sessionUrl ?? null, instructions };
}
