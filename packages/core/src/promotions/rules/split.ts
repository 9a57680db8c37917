/**
 * Whole amounts in parts, by largest remainder: `kernel/allocate.ts` with the same answers, in plain numbers where
 * those are exact, for a cart tries many promotions on many lines.
 */
import { allocate } from "../../kernel/allocate.ts";
import { money } from "../../kernel/money.ts";

/** `amount` over `weights`, neither negative; of equal remainders the earlier comes first. */
export function split(amount: number, weights: readonly number[]): number[] {
  let whole = 0;
  let largest = 0;
  for (const weight of weights) {
    whole += weight;
    if (weight > largest) largest = weight;
  }
  if (whole === 0 || !Number.isSafeInteger(whole) || !Number.isSafeInteger(amount * largest)) {
    return allocate(money(amount, "EUR"), weights).map((part) => part.amount);
  }
  let left = amount;
  const parts: number[] = [];
  const rests: number[] = [];
  for (const weight of weights) {
    const product = amount * weight;
    const rest = product % whole;
    const part = (product - rest) / whole;
    parts.push(part);
    rests.push(rest);
    left -= part;
  }
  if (left === 0) return parts;
  // Rest and place as one number, so that sorting needs no comparison of ours: larger rests, then earlier places.
  const count = weights.length;
  if (!Number.isSafeInteger(largest * count + whole * count)) return bySorting(parts, rests, left);
  const keys = Float64Array.from(rests, (rest, i) => rest * count + (count - 1 - i));
  const last = keys.toSorted()[count - left] ?? 0;
  for (let i = 0; i < count; i++) if ((keys[i] ?? -1) >= last) parts[i] = (parts[i] ?? 0) + 1;
  return parts;
}

function bySorting(parts: number[], rests: readonly number[], left: number): number[] {
  const favoured = rests.map((_, index) => index).toSorted((a, b) => (rests[b] ?? 0) - (rests[a] ?? 0) || a - b);
  for (const index of favoured.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/** `amount · num / den`, rounded half up: commercial rounding, DIN 1333. None is negative. */
export function share(amount: number, num: number, den: number): number {
  const product = amount * num;
  if (Number.isSafeInteger(product * 2)) {
    const rest = product % den;
    return (product - rest) / den + (rest * 2 >= den ? 1 : 0);
  }
  const [top, bottom] = [BigInt(amount) * BigInt(num), BigInt(den)];
  return Number((top * 2n + bottom) / (bottom * 2n));
}
