import { notFound } from "../kernel/errors.ts";
import type { Db } from "../platform/db.ts";
import type { WireMoney } from "../wire.ts";
import { paymentBy } from "../payments/index.ts";
import { checkoutById } from "./queries.ts";
import { lateReasons, stopReasons } from "./rules.ts";

/** The bank did not pay; the shopper did not send the money in time; the merchant does not wait for it any longer. */
type Failure = "failed" | "late" | "stopped";

/** Whom to tell how to pay, while money is awaited; undefined when it is no more. */
export async function awaitedCheckout(db: Db<"tenant">, checkoutId: string) {
  const checkout = await checkoutById(db, checkoutId);
  if (checkout === undefined) throw notFound("checkout");
  const instructions = (await paymentBy(db, "id", checkout.paymentId))?.instructions ?? null;
  if (checkout.state !== "processing" || instructions === null) return undefined;
  const { email, address, locale } = checkout.quote;
  return { email, name: address.name, locale, due: checkout.due, instructions };
}

/** Whom to tell that a payment did not work, and where to try again. */
export async function failedCheckout(
  db: Db<"tenant">,
  checkoutId: string,
): Promise<{ email: string; name: string; locale: string; total: WireMoney; why: Failure; shopUrl: string }> {
  const checkout = await checkoutById(db, checkoutId);
  if (checkout === undefined) throw notFound("checkout");
  const { quote, cancelUrl, reason, due } = checkout;
  const why = reason === stopReasons.staff ? "stopped" : lateReasons.has(reason ?? "") ? "late" : "failed";
  const total = why === "failed" ? quote.totals.total : due;
  return { email: quote.email, name: quote.address.name, locale: quote.locale, total, why, shopUrl: cancelUrl };
}

/** Who sent the money of a payment, if there is such a payment. */
export async function payerOf(
  db: Db<"tenant">,
  paymentId: string,
): Promise<{ email: string; name: string; locale: string; shopUrl: string } | undefined> {
  const payment = await paymentBy(db, "id", paymentId);
  const checkout = payment && (await checkoutById(db, payment.checkoutId));
  if (checkout === undefined) return undefined;
  const { quote, cancelUrl } = checkout;
  return { email: quote.email, name: quote.address.name, locale: quote.locale, shopUrl: cancelUrl };
}
