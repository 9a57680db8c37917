/**
 * Which ways of shipping a shopper is offered, and at what price. Own convention: a method has an area (countries,
 * ISO 3166-2 regions, postal codes), a flat price or steps by the items' worth or weight, of which the last that is
 * reached counts, and a worth from which it is free. Pieces without a weight weigh nothing.
 */
import { money } from "../../kernel/money.ts";
import { hasPostalCode } from "../../kernel/postal-area.ts";
import type { OfferedMethod, PriceStep, ShippingMethod, ShippingPrice, ShippingRefusal } from "../schemas.ts";
import type { MarketMethod } from "./method-terms.ts";

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
  | { readonly kind: "offered"; readonly price: ShippingPrice }
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

/** What the method costs for these goods; null when they are too heavy for it. */
export function shippingPrice(method: OfferedMethod, goods: Goods): ShippingPrice | null {
  const { rates, freeAbove, maxWeight, origin, taxIncluded, price } = method;
  if (maxWeight !== null && goods.weight > maxWeight) return null;
  const reached =
    rates === null
      ? 0
      : Math.max(
          0,
          rates.steps.findLastIndex(({ from }) => goods[rates.by] >= from),
        );
  const { currency } = price;
  const worth = money(goods.worth, currency);
  const isFree = freeAbove !== null && worth.amount >= freeAbove.amount;
  const free: PriceStep[] = isFree ? [{ step: "free", from: freeAbove, worth }] : [];
  const { amount } = rates?.steps[reached]?.price ?? price;
  return {
    kind: "price",
    amount: money(isFree ? 0 : amount, currency),
    compareAt: null,
    taxIncluded,
    origin,
    listId: null,
    trace: [...(method.traces[reached] ?? []), ...free],
  };
}

/** Whether a method takes these goods there, and for how much; otherwise why not. */
export function shippingRate(
  { method, terms }: MarketMethod,
  { destination, ...goods }: Goods & { readonly destination: Destination },
): ShippingDecision {
  if (!method.active) return refused("inactive");
  if (typeof terms === "string") return refused(terms);
  const area = areaRefusal(method, destination);
  if (area !== null) return refused(area);
  const price = shippingPrice({ ...method, ...terms }, goods);
  return price === null ? refused("too_heavy") : { kind: "offered", price };
}

/** The methods that go there, whatever is sent, in the order in which the merchant put them. */
export function methodsTo(methods: readonly MarketMethod[], destination: Destination): OfferedMethod[] {
  return methods
    .flatMap(({ method, terms }) => {
      if (!method.active || typeof terms === "string" || areaRefusal(method, destination) !== null) return [];
      return [{ position: method.position, offered: { ...method, ...terms } }];
    })
    .toSorted(
      ({ position: i, offered: a }, { position: j, offered: b }) =>
        i - j || a.price.amount - b.price.amount || (a.id < b.id ? -1 : 1),
    )
    .map(({ offered }) => offered);
}

/** Whether the method goes somewhere in the country: which parts of it is for the address to say. */
export function serves({ method, terms }: MarketMethod, country: string): boolean {
  const { active, countries, regions } = method;
  if (!active || typeof terms === "string") return false;
  if (countries !== null && !countries.includes(country)) return false;
  return regions === null || regions.some((region) => region.startsWith(`${country}-`));
}
