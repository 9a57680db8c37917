/**
 * Directive 2006/112/EC art. 59c: distance sales of goods, and services by electronic means, to consumers of other
 * member states are taxed at home while their value without tax does not exceed 10,000 EUR in this calendar year, "nor
 * did it do so in the course of" the one before; from the sale that exceeds it on (par. 2, "as of that time"), where
 * they are delivered to. So a year that has once exceeded it stays so, and is counted no further.
 * Own conventions: the year is UTC's, like every day of the tax rules; sales take their turn when they go to be paid,
 * and hold their value until they are paid or given up; other currencies are converted at the rate of that day. What is
 * given back in the sale's own year lowers the sum while it has not been exceeded (art. 90 lowers the taxable amount;
 * art. 59c does not say it of the threshold: not certain), what is given back in a later year does not. What is sold
 * elsewhere than in this shop cannot be counted here: for that the merchant's own statement stands.
 */
import { taxAreaOf } from "./territories.ts";

/** In cents of a euro. */
export const unionThreshold = 1_000_000;

/** Value without tax by calendar year, in cents; counted no further once a year is over the threshold. */
export type UnionSales = Readonly<Record<string, number>>;

/** What is being paid just now, by checkout: its value in cents, and how long it is held. */
export type UnionHolds = Readonly<
  Record<string, { readonly cart: string; readonly cents: number; readonly until: string }>
>;

/** By month (`2026-03`), in cents: what was sold, and what of earlier sales was given back. */
export type UnionHistory = Readonly<Record<string, { readonly sold: number; readonly returned: number }>>;

/** By year: when it exceeded the threshold, and by which order. */
export type UnionCrossings = Readonly<Record<string, { readonly at: string; readonly orderId: string | null }>>;

export interface ThresholdState {
  readonly year: number;
  readonly thisYear: number;
  readonly lastYear: number;
  readonly over: boolean;
  /** What may still be sold at home tax this year; 0 once it is over. */
  readonly left: number;
}

/** `held`: what other sales of the moment have taken of what is left. */
export function thresholdState(sales: UnionSales, day: string, held = 0): ThresholdState {
  const year = Number(day.slice(0, 4));
  const [thisYear, lastYear] = [sales[year] ?? 0, sales[year - 1] ?? 0];
  const over = thisYear > unionThreshold || lastYear > unionThreshold;
  return { year, thisYear, lastYear, over, left: over ? 0 : Math.max(0, unionThreshold - thisYear - held) };
}

/** What is held at a moment, a cart's own left out. */
export function heldBesides(holds: UnionHolds, at: Date, cartId: string | null): number {
  const now = at.toISOString();
  return Object.values(holds).reduce(
    (all, one) => (one.cart === cartId || one.until <= now ? all : all + one.cents),
    0,
  );
}

/**
 * What a refund takes off what its order counted: after `refunded` of `total` has gone back, `round(cents · refunded /
 * total)` has been taken off, so that the last refund takes what is left. Negative for a refund that came back.
 */
export function returnedShare(cents: number, total: number, before: number, after: number): number {
  if (total === 0) return 0;
  const upTo = (refunded: number) =>
    Number((2n * BigInt(cents) * BigInt(refunded) + BigInt(total)) / (2n * BigInt(total)));
  return upTo(after) - upTo(before);
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
