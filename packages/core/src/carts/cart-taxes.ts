import type { OfferedMethod } from "../fulfilment/index.ts";
import { chooseTaxes, type TaxChoice, type Taxation, treatmentOfCarried } from "../tax/index.ts";

/** What of an item decides how its shipping is taxed. */
interface Sent {
  readonly line: { readonly quantity: number };
  readonly price: { readonly amount: { readonly amount: number } } | undefined;
  readonly taxes: TaxChoice | undefined;
  readonly variant: { readonly taxClass: string } | undefined;
}

type Table = Parameters<typeof chooseTaxes>[0];

/** Shipping by its own class, or in proportion to the goods, before discounts. */
export function shippingTaxes(
  taxation: Table & Pick<Taxation, "shippingTax">,
  method: Pick<OfferedMethod, "taxClass">,
  items: readonly Sent[],
): TaxChoice {
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

/** The taxes that its price contains at home, where abroad its net is kept. */
export function shippingTaxesAtHome(
  { listed, shippingTax }: Taxation,
  method: Pick<OfferedMethod, "taxClass">,
  items: readonly Sent[],
): TaxChoice | null {
  if (listed === null) return null;
  const atHome = items.map((item) => ({ ...item, taxes: item.variant && chooseTaxes(listed, item.variant.taxClass) }));
  return shippingTaxes({ ...listed, shippingTax }, method, atHome);
}
