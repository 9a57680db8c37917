import { createHash } from "node:crypto";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { KeptTaxAnswer, TaxFacts, TaxSource, TaxTreatment } from "../tax/index.ts";
import type { PricedCart } from "./price-cart.ts";

/** The shipping among the lines of the facts. */
export const shippingLine = "shipping";

/** Which taxes each line of a cart bears by the engine's word, and where that word is from. */
export interface EngineTaxes {
  readonly source: TaxSource;
  /** By the line's own id, and `shipping`; empty where the built-in tables hold. */
  readonly treatments: ReadonlyMap<string, TaxTreatment>;
}

/** What a tax engine is told of a cart, as priced by the built-in tables; null while it is not known where it goes. */
export function taxFactsOf({
  cart,
  market,
  buyer,
  at,
  taxation,
  items,
  shipping,
  discounts,
}: PricedCart): TaxFacts | null {
  const sold = items.filter(({ price, variant }) => price !== undefined && variant !== undefined);
  if (taxation.engine === null || cart.address === null || sold.length === 0) return null;
  const { country, region, postalCode } = cart.address;
  const { establishment, registrations } = taxation.engine;
  const date = at.toISOString().slice(0, 10);
  const carried = shipping && {
    id: shippingLine,
    taxClass: shipping.method.taxClass,
    quantity: 1,
    unitPrice: shipping.price.amount,
    discount: discounts.shipping,
  };
  return {
    version: 1,
    currency: market.currency,
    date,
    taxIncluded: market.taxDisplay === "inclusive",
    seller: {
      establishment,
      registrations: registrations
        .filter(({ validFrom, validUntil }) => (validFrom ?? date) <= date && date <= (validUntil ?? date))
        .map((one) => ({ country: one.country, region: one.region, scheme: one.scheme })),
    },
    destination: { country, region, postalCode },
    customer: {
      status: buyer.taxStatus,
      taxId: cart.taxId && { country: cart.taxId.country, verified: cart.taxId.register === "verified" },
    },
    lines: [
      ...sold.map(({ line, price, variant }, i) => ({
        id: String(i + 1),
        taxClass: variant?.taxClass ?? "",
        quantity: line.quantity,
        unitPrice: price?.amount.amount ?? 0,
        discount: discounts.lines.get(line.id) ?? 0,
      })),
      ...(carried === null ? [] : [carried]),
    ],
  };
}

export function hashOfFacts(facts: TaxFacts): string {
  return createHash("sha256").update(canonicalJson(facts)).digest("hex");
}

/** Whether what is kept was said of these very facts, and still holds. */
export function holdsFor(kept: KeptTaxAnswer | null, factsHash: string, at: Date): kept is KeptTaxAnswer {
  return kept !== null && kept.factsHash === factsHash && new Date(kept.until) > at;
}

/** The engine's word on a cart that the built-in tables have priced; marked where they have to stand in for it. */
export function engineTaxesOf(byTables: PricedCart): EngineTaxes | null {
  const facts = taxFactsOf(byTables);
  if (facts === null) return null;
  const { taxAnswer: kept } = byTables.cart;
  const none = new Map<string, TaxTreatment>();
  if (!holdsFor(kept, hashOfFacts(facts), byTables.at)) {
    return { source: { kind: "fallback", reason: "not_asked" }, treatments: none };
  }
  if (kept.kind === "failed") {
    return { source: { kind: "fallback", reason: kept.reason, at: kept.at }, treatments: none };
  }
  return {
    source: { kind: "engine", engine: kept.engine, at: kept.at },
    treatments: byLine(byTables.items, kept.treatments),
  };
}

/** From the numbers of the facts to the ids of the cart. */
function byLine(
  items: PricedCart["items"],
  treatments: Readonly<Record<string, TaxTreatment>>,
): ReadonlyMap<string, TaxTreatment> {
  const sold = items.filter(({ price, variant }) => price !== undefined && variant !== undefined);
  const ids: (readonly [string, string])[] = [
    ...sold.map(({ line }, i) => [String(i + 1), line.id] as const),
    [shippingLine, shippingLine],
  ];
  return new Map(
    ids.flatMap(([number, id]) => {
      const treatment = treatments[number];
      return treatment === undefined ? [] : [[id, treatment] as const];
    }),
  );
}

/** Nothing that an engine has said: the built-in tables alone. */
export const tablesAlone: EngineTaxes = { source: { kind: "builtin" }, treatments: new Map() };
