import { addSeconds } from "../kernel/time.ts";
import { type Part, together } from "../platform/parts.ts";
import { taxationPart } from "./queries.ts";
import { type Taxation, taxationOn } from "./rates-for.ts";
import { taxAreaOf } from "./rules/territories.ts";
import type { TaxRate } from "./schemas.ts";

/** The taxes of a country from a moment on, until the next. */
export interface TaxesFrom {
  readonly from: Date;
  readonly taxation: Taxation;
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const startOf = (day: string): Date => new Date(`${day}T00:00:00Z`);
const dayAfter = (day: string): string => dayOf(addSeconds(startOf(day), 86_400));

/**
 * Which taxes a country has had since a moment, as its rates are entered now, to be read with others; one entry where
 * none changed.
 */
export function ratesSincePart(country: string, since: Date, until: Date): Part<TaxesFrom[]> {
  const [first, last] = [dayOf(since), dayOf(until)];
  const countries = [country, taxAreaOf({ country }).country];
  return together({ found: taxationPart(countries, first, last) }, ({ found }) => {
    const days = changesIn(found.rates).filter((day) => day > first && day <= last);
    return [since, ...days.map(startOf)].map((from) => ({ from, taxation: taxationOn(found, { country, at: from }) }));
  });
}

/** The days on which one of the rates begins or ceases to hold, in order. */
function changesIn(rates: readonly TaxRate[]): string[] {
  const days = rates.flatMap(({ validFrom, validUntil }) => [
    ...(validFrom === null ? [] : [validFrom]),
    ...(validUntil === null ? [] : [dayAfter(validUntil)]),
  ]);
  return [...new Set(days)].toSorted();
}
