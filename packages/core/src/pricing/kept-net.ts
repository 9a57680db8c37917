import { compare, money } from "../kernel/money.ts";
import { netOf, repriced, type TaxChoice } from "../tax/index.ts";
import type { PriceDecision } from "./schemas.ts";

/**
 * A price with tax at the shop's net, where that is to be kept across the border: the home country's tax is taken
 * out, the destination's put in. A price that was set for the market is final. `home` are the taxes that the price
 * contains at home; null where what is paid stays.
 */
export function atKeptNet(
  found: PriceDecision,
  shown: PriceDecision,
  home: TaxChoice | null,
  taxes: TaxChoice | undefined,
): PriceDecision {
  if (shown.kind !== "price" || found.kind !== "price" || home?.kind !== "taxed" || taxes?.kind !== "taxed") {
    return shown;
  }
  if (!found.taxIncluded || !shown.taxIncluded || shown.origin === "market" || shown.origin === "price_list") {
    return shown;
  }
  const kept = (price: typeof shown.amount) =>
    repriced(money(price.amount, price.currency), home.taxes, taxes.taxes, "half-up");
  const amount = kept(shown.amount);
  const net = netOf(money(shown.amount.amount, shown.amount.currency), home.taxes, "half-up");
  const compareAt = shown.compareAt && kept(shown.compareAt);
  const ppm = (list: typeof home.taxes) => list.map((tax) => tax.ratePpm);
  return {
    ...shown,
    amount,
    compareAt: compareAt !== null && compare(compareAt, amount) > 0 ? compareAt : null,
    trace: [
      ...shown.trace,
      { step: "tax_basis", from: "gross", to: "net", ratesPpm: ppm(home.taxes), amount: net },
      { step: "tax_basis", from: "net", to: "gross", ratesPpm: ppm(taxes.taxes), amount },
    ],
  };
}
