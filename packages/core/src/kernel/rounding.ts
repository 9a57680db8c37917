/**
 * Rounding of exact fractions. Every place that rounds names its mode; nothing rounds by default.
 */

/** All modes, for schemas and selection lists. */
export const roundings = ["half-up", "half-even", "half-down", "up", "down", "ceiling", "floor"] as const;

/**
 * How a value between two neighbours becomes one of them.
 * - `half-up`: the nearer; a tie goes away from zero (2.5 → 3, −2.5 → −3). Commercial rounding, DIN 1333.
 * - `half-even`: the nearer; a tie goes to the even one (2.5 → 2, 3.5 → 4). IEEE 754 §4.3.1.
 * - `half-down`: the nearer; a tie goes towards zero (2.5 → 2, −2.5 → −2).
 * - `up` away from zero, `down` towards zero, `ceiling` towards +∞, `floor` towards −∞.
 */
export type Rounding = (typeof roundings)[number];

/**
 * `num / den` as a whole number, rounded by `mode`; exact before that single rounding.
 *
 * @throws RangeError when `den` is zero.
 * @example
 * divideRounded(5n, 2n, "half-up") // → 3n
 * divideRounded(-5n, 2n, "half-up") // → -3n
 * divideRounded(5n, 2n, "half-even") // → 2n
 * divideRounded(-1n, 3n, "floor") // → -1n
 */
export function divideRounded(num: bigint, den: bigint, mode: Rounding): bigint {
  if (den === 0n) throw new RangeError("division by zero");
  const negative = num < 0n !== den < 0n;
  const top = num < 0n ? -num : num;
  const bottom = den < 0n ? -den : den;
  const below = top / bottom;
  const rest = top % bottom;
  const size = rest !== 0n && awayFromZero(mode, below, rest * 2n - bottom, negative) ? below + 1n : below;
  return negative ? -size : size;
}

/**
 * `amount` as the nearest multiple of `step` by `mode`: cash without small coins (Swiss 0.05 is step 5).
 * Both in the same unit; a multiple of `step` stays as it is.
 *
 * @throws RangeError when `step` is not positive.
 * @example
 * roundToStep(1952n, 5n, "half-up") // → 1950n
 * roundToStep(1925n, 50n, "half-up") // → 1950n
 */
export function roundToStep(amount: bigint, step: bigint, mode: Rounding): bigint {
  if (step <= 0n) throw new RangeError("a rounding step is positive");
  return divideRounded(amount, step, mode) * step;
}

/** `overHalf`: negative, zero or positive as the remainder is below, at or above one half. */
function awayFromZero(mode: Rounding, below: bigint, overHalf: bigint, negative: boolean): boolean {
  switch (mode) {
    case "half-up":
      return overHalf >= 0n;
    case "half-down":
      return overHalf > 0n;
    case "half-even":
      return overHalf > 0n || (overHalf === 0n && below % 2n === 1n);
    case "up":
      return true;
    case "down":
      return false;
    case "ceiling":
      return !negative;
    case "floor":
      return negative;
  }
}
