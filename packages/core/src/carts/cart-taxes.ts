import type { OfferedMethod } from "../fulfilment/index.ts";
import { compare, money } from "../kernel/money.ts";
import type { PriceDecision } from "../pricing/index.ts";
import { chooseTaxes, netOf, repriced, type TaxChoice, type Taxation, treatmentOfCarried } from "../tax/index.ts";

/** What of an item decides how its shipping is taxed. */
interface Sent {
  readonly line: { readonly quantity: number };
  readonly price: { readonly amount: { readonly amount: number } } | undefined;
  readonly taxes: TaxChoice | undefined;
}

/** Shipping by its own class, or in proportion to the goods, before discounts. */
export function shippingTaxes(taxation: Taxation, method: OfferedMethod, items: readonly Sent[]): TaxChoice {
  const own = chooseTaxes(taxation, method.taxClass);
  if (taxation.shippingTax === "own_class") return own;
  const goods = items.flatMap(({ line, price, taxes }) =>
    price === undefined || taxes?.kind !== "taxed"
      ? []
      : [{ amount: price.amount.amount * line.quantity, treatment: { reason: taxes.reason, taxes: taxes.taxes } }],
  );
  const treatment = treatmentOfCarried(goods);
  return treatment === null ? own : { kind: "taxed", ...treatment };
}

/**
 * A price with tax at the shop's net, where that is to be kept across the border: the home country's tax is taken
 * out, the destination's put in. A price that was set for the market is final.
 */
export function atKeptNet(
  found: PriceDecision,
  shown: PriceDecision,
  { listed }: Taxation,
  taxClass: string,
  taxes: TaxChoice | undefined,
): PriceDecision {
  if (listed === null || shown.kind !== "price" || found.kind !== "price" || taxes?.kind !== "taxed") return shown;
  if (!found.taxIncluded || !shown.taxIncluded || shown.origin === "market" || shown.origin === "price_list") {
    return shown;
  }
  const home = chooseTaxes(listed, taxClass);
  if (home.kind !== "taxed") return shown;
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
