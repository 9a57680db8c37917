/**
 * Which ways of shipping a shopper is offered, and at what price. Own convention: a method has an area (countries,
 * ISO 3166-2 regions, postal codes), a flat price or steps by the items' worth or weight, of which the last that is
 * reached counts, and a worth from which it is free. Pieces without a weight weigh nothing.
 */
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { type Money, money } from "../../kernel/money.ts";
import { hasPostalCode } from "../../kernel/postal-area.ts";
import type { OfferedMethod, ShippingMethod, ShippingRefusal } from "../schemas.ts";

export interface Destination {
  readonly country: string;
  /** ISO 3166-2 without the country, where known. */
  readonly region: string | null;
  readonly postalCode: string | null;
}

/** What is sent: its worth in minor units as the market shows prices, and its weight in grams. */
export interface Goods {
  readonly worth: number;
  readonly weight: number;
}

export type ShippingDecision =
  | { readonly kind: "offered"; readonly price: Money<ActiveCurrencyCode>; readonly free: boolean }
  | { readonly kind: "not_offered"; readonly reason: ShippingRefusal };

const refused = (reason: ShippingRefusal): ShippingDecision => ({ kind: "not_offered", reason });

/** Why a method does not go there, or null when it does. */
function areaRefusal(method: ShippingMethod, to: Destination): ShippingRefusal | null {
  const { countries, regions, postalCodes, exceptPostalCodes } = method;
  if (countries !== null && !countries.includes(to.country)) return "country";
  if (regions !== null && !regions.includes(`${to.country}-${to.region?.toUpperCase() ?? ""}`)) return "region";
  if (postalCodes !== null && !hasPostalCode(postalCodes, to.postalCode ?? "")) return "postal_code";
  if (exceptPostalCodes !== null && hasPostalCode(exceptPostalCodes, to.postalCode ?? "")) return "postal_code";
  return null;
}

function rateOf({ price, rates }: OfferedMethod, goods: Goods): number {
  if (rates === null) return price.amount;
  return rates.steps.findLast((step) => goods[rates.by] >= step.from)?.price.amount ?? price.amount;
}

/** What the method costs for these goods; null when they are too heavy for it. */
export function shippingPrice(method: OfferedMethod, goods: Goods): Money<ActiveCurrencyCode> | null {
  if (method.maxWeight !== null && goods.weight > method.maxWeight) return null;
  const free = method.freeAbove !== null && goods.worth >= method.freeAbove.amount;
  return money(free ? 0 : rateOf(method, goods), method.price.currency);
}

/** Whether a method takes these goods there, and for how much; otherwise why not. */
export function shippingRate(
  method: ShippingMethod,
  currency: ActiveCurrencyCode,
  { destination, ...goods }: Goods & { readonly destination: Destination },
): ShippingDecision {
  if (!method.active) return refused("inactive");
  if (method.price.currency !== currency) return refused("currency");
  const area = areaRefusal(method, destination);
  if (area !== null) return refused(area);
  const price = shippingPrice(method, goods);
  if (price === null) return refused("too_heavy");
  return { kind: "offered", price, free: price.amount === 0 };
}

/** The methods that go there, whatever is sent, in the order in which the merchant put them. */
export function methodsTo(
  methods: readonly ShippingMethod[],
  destination: Destination,
  currency: ActiveCurrencyCode,
): OfferedMethod[] {
  return methods
    .filter((method) => method.active && method.price.currency === currency)
    .filter((method) => areaRefusal(method, destination) === null)
    .toSorted((a, b) => a.position - b.position || a.price.amount - b.price.amount || (a.id < b.id ? -1 : 1));
}

/** Whether the method goes somewhere in the country: which parts of it is for the address to say. */
export function serves(method: ShippingMethod, country: string, currency: ActiveCurrencyCode): boolean {
  const { active, price, countries, regions } = method;
  if (!active || price.currency !== currency) return false;
  if (countries !== null && !countries.includes(country)) return false;
  return regions === null || regions.some((region) => region.startsWith(`${country}-`));
}
