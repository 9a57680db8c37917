/** Exact fractions for tax: nothing is rounded before its named step. */
import { ratio, type Ratio } from "../../kernel/ratio.ts";
import { divideRounded, type Rounding } from "../../kernel/rounding.ts";
import type { AppliedTax } from "../schemas.ts";

export const nil: Ratio = ratio(0n, 1n);
const one = ratio(1n, 1n);

export const whole = (value: number): Ratio => ratio(BigInt(value), 1n);

export function plus(a: Ratio, b: Ratio): Ratio {
  return ratio(a.num * b.den + b.num * a.den, a.den * b.den);
}

export function times(a: Ratio, b: Ratio): Ratio {
  return ratio(a.num * b.num, a.den * b.den);
}

export function over(a: Ratio, b: Ratio): Ratio {
  return ratio(a.num * b.den, a.den * b.num);
}

/** Negative, zero or positive as `a` is less than, equal to or more than `b`. */
export function compareRatios(a: Ratio, b: Ratio): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function total(list: readonly Ratio[]): Ratio {
  return list.reduce(plus, nil);
}

export function rounded(value: Ratio, mode: Rounding): number {
  return Number(divideRounded(value.num, value.den, mode));
}

export function textOf({ num, den }: Ratio): string {
  return den === 1n ? String(num) : `${num}/${den}`;
}

/**
 * What each tax is of the net price. A compound tax is charged on the net price and all taxes before it, so it is
 * its rate times one plus what those are.
 */
export function sharesOfNet(taxes: readonly Pick<AppliedTax, "ratePpm" | "compound">[]): Ratio[] {
  const shares: Ratio[] = [];
  for (const tax of taxes) {
    const rate = ratio(BigInt(tax.ratePpm), 1_000_000n);
    shares.push(tax.compound ? times(rate, plus(one, total(shares))) : rate);
  }
  return shares;
}

/** What a gross price is of its net price: 119/100 for a single tax of 19 %. */
export function grossPerNet(taxes: readonly Pick<AppliedTax, "ratePpm" | "compound">[]): Ratio {
  return plus(one, total(sharesOfNet(taxes)));
}
