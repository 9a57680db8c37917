/**
 * Directive 2006/112/EC art. 59c: distance sales of goods, and services by electronic means, to consumers of other
 * member states are taxed at home while their value without tax is at most 10,000 EUR in this calendar year and was
 * in the one before; from the sale that exceeds it on, where they are delivered to. Own conventions: the year is UTC's,
 * like every day of the tax rules; what is given back later is not taken off, so that a shop never learns of the
 * crossing after it; sales in other currencies are counted at the rate of their day. What is sold elsewhere than in
 * this shop cannot be counted here: for that the merchant's own statement stands.
 */
import { taxAreaOf } from "./territories.ts";

/** In cents of a euro. */
export const unionThreshold = 1_000_000;

/** Value without tax by calendar year, in cents; counted no further once a year is over the threshold. */
export type UnionSales = Readonly<Record<string, number>>;

export interface ThresholdState {
  readonly year: number;
  readonly thisYear: number;
  readonly lastYear: number;
  readonly over: boolean;
  /** What may still be sold at home tax this year; 0 once it is over. */
  readonly left: number;
}

export function thresholdState(sales: UnionSales, day: string): ThresholdState {
  const year = Number(day.slice(0, 4));
  const [thisYear, lastYear] = [sales[year] ?? 0, sales[year - 1] ?? 0];
  const over = thisYear > unionThreshold || lastYear > unionThreshold;
  return { year, thisYear, lastYear, over, left: over ? 0 : unionThreshold - thisYear };
}

interface Delivery {
  readonly country: string;
  readonly region?: string | null;
  readonly postalCode?: string | null;
}

const toConsumers: ReadonlySet<string> = new Set(["origin", "oss", "destination"]);

/** Whether a sale counts: from one member state to a consumer in another. */
export function isUnionSale(home: string | null, to: Delivery, mechanism: string | null): boolean {
  if (home === null || mechanism === null || !toConsumers.has(mechanism)) return false;
  const [from, there] = [taxAreaOf({ country: home }), taxAreaOf(to)];
  return from.union.goods && there.union.goods && from.country !== there.country;
}
