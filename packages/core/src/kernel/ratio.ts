/**
 * Exact fractions: what rates, margins and weights are multiplied as, so that only results are rounded.
 */

import { divideRounded, type Rounding } from "./rounding.ts";

/** `num / den`, in lowest terms, `den` positive. Made by the functions here; no unit of its own. */
export type Ratio = { readonly num: bigint; readonly den: bigint };

const decimal = /^(-?)(\d{1,24})(?:\.(\d{1,24}))?$/;

/**
 * The fraction `num / den` in lowest terms.
 *
 * @throws RangeError when `den` is zero.
 * @example
 * ratio(6n, -4n) // → { num: -3n, den: 2n }
 */
export function ratio(num: bigint, den: bigint): Ratio {
  if (den === 0n) throw new RangeError("a ratio's denominator is not zero");
  const divisor = greatestCommonDivisor(num, den) * (den < 0n ? -1n : 1n);
  return { num: num / divisor, den: den / divisor };
}

/**
 * The exact value of a plain decimal (`-12`, `0.9737`); `undefined` for anything else, exponents and
 * signs other than a leading minus included. At most 24 digits on either side of the point.
 *
 * @example
 * decimalRatio("0.25") // → { num: 1n, den: 4n }
 * decimalRatio("1e3") // → undefined
 */
export function decimalRatio(text: string): Ratio | undefined {
  const parts = decimal.exec(text);
  if (!parts) return undefined;
  const [, sign = "", whole = "", fraction = ""] = parts;
  return ratio(BigInt(`${sign}${whole}${fraction}`), 10n ** BigInt(fraction.length));
}

/**
 * The exact value of a plain decimal or of a fraction of two (`2/7`); `undefined` for anything else and for a
 * denominator of zero.
 *
 * @example
 * fractionRatio("2/7") // → { num: 2n, den: 7n }
 * fractionRatio("0.5") // → { num: 1n, den: 2n }
 * fractionRatio("1/0") // → undefined
 */
export function fractionRatio(text: string): Ratio | undefined {
  const [top = "", bottom = "1", ...more] = text.split("/");
  const [num, den] = [decimalRatio(top), decimalRatio(bottom)];
  if (more.length > 0 || num === undefined || den === undefined || den.num === 0n) return undefined;
  return multiplyRatios(num, invertRatio(den));
}

/**
 * The fraction as plain decimal text with exactly `decimals` digits after the point, rounded once.
 *
 * @throws RangeError unless `decimals` is a whole number from 0 to 24.
 * @example
 * toDecimalText(ratio(-2n, 3n), 4, "half-up") // → "-0.6667"
 * toDecimalText(ratio(5n, 2n), 0, "half-even") // → "2"
 * toDecimalText(ratio(-1n, 1000n), 2, "half-up") // → "0.00"
 */
export function toDecimalText(value: Ratio, decimals: number, rounding: Rounding): string {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 24) throw new RangeError("0 to 24 decimals");
  const scaled = divideRounded(value.num * 10n ** BigInt(decimals), value.den, rounding);
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(decimals + 1, "0");
  const point = digits.length - decimals;
  return `${scaled < 0n ? "-" : ""}${digits.slice(0, point)}${decimals > 0 ? `.${digits.slice(point)}` : ""}`;
}

/**
 * The product of two fractions.
 *
 * @example
 * multiplyRatios(ratio(2n, 3n), ratio(3n, 4n)) // → { num: 1n, den: 2n }
 */
export function multiplyRatios(a: Ratio, b: Ratio): Ratio {
  return ratio(a.num * b.num, a.den * b.den);
}

/**
 * The reciprocal, exact: inverting twice gives the same fraction.
 *
 * @throws RangeError for zero.
 * @example
 * invertRatio(ratio(5n, 2n)) // → { num: 2n, den: 5n }
 */
export function invertRatio(value: Ratio): Ratio {
  return ratio(value.den, value.num);
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
