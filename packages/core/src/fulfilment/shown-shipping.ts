import type { Market } from "../markets/index.ts";
import { atKeptNet, inDisplay } from "../pricing/index.ts";
import type { TaxChoice } from "../tax/index.ts";
import type { ShippingPrice } from "./schemas.ts";

/**
 * What shipping costs as the market shows prices, by the taxes that it bears, and those that it bears at home where
 * its net is kept abroad. What costs nothing bears none; where a rate is missing, the price keeps its own basis.
 */
export function shownShipping(
  found: ShippingPrice,
  market: Pick<Market, "taxDisplay">,
  taxes: TaxChoice | null,
  home: TaxChoice | null,
): ShippingPrice {
  if (found.amount.amount === 0) return { ...found, taxIncluded: market.taxDisplay === "inclusive" };
  if (taxes?.kind !== "taxed") return found;
  const shown = atKeptNet(found, inDisplay(found, market, taxes), home, taxes);
  return shown.kind === "price" ? shown : found;
}
