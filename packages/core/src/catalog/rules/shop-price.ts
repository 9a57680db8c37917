import type { WireMoney } from "../../wire.ts";

/** A variant's price as it is shown. */
export interface ShownPrice {
  readonly amount: WireMoney;
  readonly compareAt: WireMoney | null;
  readonly taxIncluded: boolean;
}

export interface PriceRange {
  readonly price: WireMoney;
  readonly compareAt: WireMoney | null;
  readonly taxIncluded: boolean;
  /** Whether other variants cost more. */
  readonly from: boolean;
}

/** The lowest of a product's prices; undefined when it has none and is not listed. */
export function lowestPrice(prices: readonly ShownPrice[]): PriceRange | undefined {
  const [lowest] = prices.toSorted((a, b) => a.amount.amount - b.amount.amount);
  if (lowest === undefined) return undefined;
  const from = prices.some((price) => price.amount.amount > lowest.amount.amount);
  return { price: lowest.amount, compareAt: lowest.compareAt, taxIncluded: lowest.taxIncluded, from };
}
