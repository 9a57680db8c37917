/**
 * Which exchange rate converts one currency into another. Own convention: of a pair the entry of the newest day
 * counts (on the same day one entered by hand before the ECB's), whichever way round it is quoted; without any,
 * the pair is crossed through the euro, as the ECB quotes every currency against it. Rates are applied as exact
 * fractions, so an inverted or crossed rate is never rounded itself.
 */
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { parseRate } from "../../kernel/rate.ts";
import { invertRatio, multiplyRatios, ratio, type Ratio } from "../../kernel/ratio.ts";
import type { ExchangeRateEntry, RateLeg } from "../schemas.ts";

/** Units of the target for one unit of the source currency, and the quoted rates that make it. */
export interface Conversion {
  readonly legs: readonly RateLeg[];
  readonly ratio: Ratio;
}

export const pivotCurrency = "EUR" satisfies ActiveCurrencyCode;

/** The conversion out of entries that are all of the wanted day or before; undefined when they have none. */
export function findConversion(
  entries: readonly ExchangeRateEntry[],
  from: ActiveCurrencyCode,
  to: ActiveCurrencyCode,
): Conversion | undefined {
  if (from === to) return { legs: [], ratio: ratio(1n, 1n) };
  const direct = newest(entries, from, to);
  if (direct !== undefined) return conversion([direct]);
  if (from === pivotCurrency || to === pivotCurrency) return undefined;
  const first = newest(entries, from, pivotCurrency);
  const second = newest(entries, pivotCurrency, to);
  return first && second && conversion([first, second]);
}

function newest(entries: readonly ExchangeRateEntry[], from: string, to: string): RateLeg | undefined {
  const quoted = entries.filter((entry) => entry.base === from && entry.quote === to);
  const reversed = entries.filter((entry) => entry.base === to && entry.quote === from);
  return [
    ...quoted.map((entry) => ({ ...entry, inverted: false })),
    ...reversed.map((entry) => ({ ...entry, inverted: true })),
  ]
    .toSorted(newestFirst)
    .at(0);
}

function newestFirst(a: RateLeg, b: RateLeg): number {
  if (a.day !== b.day) return a.day > b.day ? -1 : 1;
  if (a.source !== b.source) return a.source === "manual" ? -1 : 1;
  return Number(a.inverted) - Number(b.inverted);
}

function conversion(legs: readonly RateLeg[]): Conversion {
  const exact = legs
    .map((leg) => (leg.inverted ? invertRatio(parseRate(leg.rate)) : parseRate(leg.rate)))
    .reduce(multiplyRatios, ratio(1n, 1n));
  return { legs, ratio: exact };
}
