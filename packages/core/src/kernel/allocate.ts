/**
 * Splitting an amount so that the parts add up to it: the largest remainder method (Hamilton).
 */
import type { CurrencyCode } from "./currency.ts";
import { moneyFromBigInt, type Money } from "./money.ts";
import { fractionRatio, ratio, type Ratio } from "./ratio.ts";

/** A share: a whole number, or where shares are fractions or decimals a `Ratio` or its text. Not negative. */
export type Weight = number | bigint | Ratio | string;

/**
 * Splits `total` in proportion to `weights`, one part per weight, in order; the parts always add up to it.
 *
 * Each part is first cut towards zero; the units left over go one each to the largest cut-off fractions, and
 * of equal fractions to the earlier. Hence each part is less than one minor unit from its exact share, and the
 * parts of `-total` are those of `total` with the other sign. A part of weight 0 gets nothing; when all
 * weights are 0, the split is equal. No weights: no parts, for a total of zero alone.
 *
 * @throws RangeError for a weight that is negative, a number but not a safe integer or a text but no fraction, and for no weights with
 * a total that is not zero.
 * @example
 * allocate(money(1000, "EUR"), [1, 1, 1]).map((part) => part.amount) // → [334, 333, 333]
 * allocate(money(-5, "EUR"), [7, 0, 3]).map((part) => part.amount) // → [-4, 0, -1]
 * allocate(money(3, "EUR"), [0, 0]).map((part) => part.amount) // → [2, 1]
 * allocate(money(100, "EUR"), ["2/7", "0.5"]).map((part) => part.amount) // → [36, 64]
 */
export function allocate<C extends CurrencyCode>(total: Money<C>, weights: readonly Weight[]): Money<C>[] {
  if (weights.length === 0) {
    if (total.amount !== 0) throw new RangeError("nothing to allocate to");
    return [];
  }
  const amount = BigInt(Math.abs(total.amount));
  const parts = largestRemainder(amount, wholeWeights(weights));
  return parts.map((part) => moneyFromBigInt(total.amount < 0 ? -part : part, total.currency));
}

function largestRemainder(amount: bigint, given: readonly bigint[]): bigint[] {
  const weights = given.every((weight) => weight === 0n) ? given.map(() => 1n) : given;
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  const shares = weights.map((weight, index) => ({
    index,
    part: (amount * weight) / whole,
    rest: (amount * weight) % whole,
  }));
  const left = Number(amount - shares.reduce((sum, share) => sum + share.part, 0n));
  const favoured = shares.toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const share of favoured.slice(0, left)) share.part += 1n;
  return shares.map((share) => share.part);
}

/** The weights over their common denominator. */
function wholeWeights(weights: readonly Weight[]): bigint[] {
  const ratios = weights.map(toRatio);
  // a / b in lowest terms is p / q, and a · q is the least common multiple of a and b.
  const common = ratios.reduce((multiple, { den }) => multiple * ratio(multiple, den).den, 1n);
  return ratios.map(({ num, den }) => num * (common / den));
}

function toRatio(weight: Weight): Ratio {
  if (typeof weight === "number" && !Number.isSafeInteger(weight)) throw new RangeError("a weight is a safe integer");
  const value = exactly(weight);
  if (value === undefined) throw new RangeError("a weight is a number, a decimal or a fraction");
  if (value.num < 0n) throw new RangeError("a weight is not negative");
  return value;
}

function exactly(weight: Weight): Ratio | undefined {
  if (typeof weight === "string") return fractionRatio(weight);
  return typeof weight === "object" ? ratio(weight.num, weight.den) : ratio(BigInt(weight), 1n);
}
