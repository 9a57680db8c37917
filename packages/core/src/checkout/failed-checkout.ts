import { notFound } from "../kernel/errors.ts";
import type { Db } from "../platform/db.ts";
import type { WireMoney } from "../wire.ts";
import { paymentBy } from "../payments/index.ts";
import { checkoutById } from "./queries.ts";
import { lateReasons } from "./rules.ts";

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
): Promise<{ email: string; name: string; locale: string; total: WireMoney; isLate: boolean; shopUrl: string }> {
  const checkout = await checkoutById(db, checkoutId);
  if (checkout === undefined) throw notFound("checkout");
  const { quote, cancelUrl, reason, due } = checkout;
  const isLate = lateReasons.has(reason ?? "");
  const total = isLate ? due : quote.totals.total;
  return { email: quote.email, name: quote.address.name, locale: quote.locale, total, isLate, shopUrl: cancelUrl };
}
