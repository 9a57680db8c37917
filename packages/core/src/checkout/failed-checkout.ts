import { notFound } from "../kernel/errors.ts";
import type { Db } from "../platform/db.ts";
import type { WireMoney } from "../wire.ts";
import { checkoutById } from "./queries.ts";

/** Whom to tell that a payment did not work, and where to try again. */
export async function failedCheckout(
  db: Db<"tenant">,
  checkoutId: string,
): Promise<{ email: string; name: string; locale: string; total: WireMoney; shopUrl: string }> {
  const checkout = await checkoutById(db, checkoutId);
  if (checkout === undefined) throw notFound("checkout");
  const { quote, cancelUrl } = checkout;
  const { total } = quote.totals;
  return { email: quote.email, name: quote.address.name, locale: quote.locale, total, shopUrl: cancelUrl };
}
