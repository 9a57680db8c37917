import { money } from "../kernel/money.ts";
import type { SessionRequest } from "../payments/index.ts";
import type { CheckoutRow } from "./queries.ts";
import { pageItems, returnUrl } from "./rules.ts";

/** What the payment page of a checkout is opened with: the same each time it is asked. */
export function sessionRequest(checkout: Omit<CheckoutRow, "state" | "orderId" | "reason">): SessionRequest {
  return {
    paymentId: checkout.paymentId,
    checkoutId: checkout.id,
    total: checkout.due,
    items: pageItems(checkout.quote).map(({ unit, ...item }) => ({ ...item, unit: money(unit.amount, unit.currency) })),
    email: checkout.quote.email,
    buyer: { name: checkout.quote.address.name, country: checkout.quote.address.country },
    locale: checkout.quote.locale,
    methods: checkout.quote.paymentMethods,
    expiresAt: checkout.expiresAt,
    successUrl: returnUrl(checkout.successUrl, checkout.id),
    cancelUrl: returnUrl(checkout.cancelUrl, checkout.id),
  };
}
