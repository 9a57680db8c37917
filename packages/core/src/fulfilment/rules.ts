/** Which ways of shipping a shopper is offered, and at what price. Own convention: flat prices, free from a worth on. */
import type { ActiveCurrencyCode } from "../kernel/currency.ts";
import { type Money, money } from "../kernel/money.ts";
import type { OfferedMethod, ShippingMethod } from "./schemas.ts";

/** The methods that go to `country`, in the order in which the merchant put them. */
export function methodsTo(
  methods: readonly ShippingMethod[],
  country: string,
  currency: ActiveCurrencyCode,
): OfferedMethod[] {
  return methods
    .filter((method) => method.active && method.price.currency === currency)
    .filter((method) => method.countries === null || method.countries.includes(country))
    .toSorted((a, b) => a.position - b.position || a.price.amount - b.price.amount || (a.id < b.id ? -1 : 1));
}

/** What the method costs for items of this worth, both as the market shows prices. */
export function shippingPrice(method: OfferedMethod, worth: number): Money<ActiveCurrencyCode> {
  const free = method.freeAbove !== null && worth >= method.freeAbove.amount;
  return money(free ? 0 : method.price.amount, method.price.currency);
}
