import type { WireMoney } from "../../wire.ts";

/** A variant's price as it is shown. */
export interface ShownPrice {
  readonly amount: WireMoney;
  readonly compareAt: WireMoney | null;
  readonly taxIncluded: boolean;
  /** The lowest price of the 30 days before a reduction, where a law wants it told. */
  readonly lowestPrice30d: WireMoney | null;
}

export interface PriceRange {
  readonly price: WireMoney;
  readonly compareAt: WireMoney | null;
  readonly taxIncluded: boolean;
  readonly lowestPrice30d: WireMoney | null;
  /** Whether other variants cost more. */
  readonly from: boolean;
}

/** The lowest of a product's prices; undefined when it has none and is not listed. */
export function lowestPrice(prices: readonly ShownPrice[]): PriceRange | undefined {
  const [lowest] = prices.toSorted((a, b) => a.amount.amount - b.amount.amount);
  if (lowest === undefined) return undefined;
  const from = prices.some((price) => price.amount.amount > lowest.amount.amount);
  const { amount: price, compareAt, taxIncluded, lowestPrice30d } = lowest;
  return { price, compareAt, taxIncluded, lowestPrice30d, from };
}
