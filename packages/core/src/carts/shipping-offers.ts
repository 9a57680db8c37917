import {
  type Goods,
  type OfferedMethod,
  shippingPrice,
  type ShippingPrice,
  shownShipping,
} from "../fulfilment/index.ts";
import { type Money, money } from "../kernel/money.ts";
import type { PriceStep } from "../pricing/schemas.ts";
import type { TaxChoice, Taxation } from "../tax/index.ts";
import { shippingTaxesAtHome } from "./cart-taxes.ts";
import type { Gathered } from "./gather.ts";
import type { PricedItem } from "./price-cart.ts";

/** A way of shipping that takes the cart, at what it costs there. */
export interface ShippingOffer {
  readonly method: OfferedMethod;
  /** As the market shows prices. */
  readonly price: Money<OfferedMethod["price"]["currency"]>;
  /** How the price came about. */
  readonly trace: readonly PriceStep[];
}

/** Those that take the goods, each at its price by the taxes that it bears. */
export function shippingOffers(
  { methods, market, taxation }: Pick<Gathered, "methods" | "market" | "taxation">,
  items: readonly PricedItem[],
  goods: Goods,
  taxesOf: (method: OfferedMethod) => TaxChoice,
): ShippingOffer[] {
  return methods.flatMap((method) => {
    const found = shippingPrice(method, goods);
    if (found === null) return [];
    const shown = isShown(found, market, taxation)
      ? found
      : shownShipping(found, market, taxesOf(method), shippingTaxesAtHome(taxation, method, items));
    return [{ method, price: money(shown.amount.amount, shown.amount.currency), trace: shown.trace }];
  });
}

/** Most prices are what the market shows, whatever their taxes. */
function isShown(
  { taxIncluded, origin }: ShippingPrice,
  { taxDisplay }: Gathered["market"],
  { listed }: Taxation,
): boolean {
  return taxIncluded === (taxDisplay === "inclusive") && (listed === null || origin === "market");
}
