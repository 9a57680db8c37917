/** Tax on decimal amounts of any precision (major units), for those who compute with more digits than a currency has. */
import { decimalRatio, type Ratio, ratio } from "../../kernel/ratio.ts";
import { divideRounded, type Rounding } from "../../kernel/rounding.ts";
import type { AppliedTax } from "../schemas.ts";
import { grossPerNet, over, sharesOfNet, textOf, times } from "./exact.ts";

type Taxes = readonly Pick<AppliedTax, "ratePpm" | "compound">[];

/** A tax before any rounding: as a fraction in lowest terms (`100/11`, `6`), and to `digits` decimals. */
export interface UnroundedTax {
  readonly fraction: string;
  /** The exact decimal; null where it never ends. */
  readonly exact: string | null;
  readonly rounded: string;
}

/**
 * The taxes on `amount`, in order, unrounded.
 *
 * @throws RangeError where `amount` is no plain decimal.
 * @example
 * unroundedTaxes({ amount: "9.99", inclusive: true, taxes: [{ ratePpm: 200_000, compound: false }] })
 * // → [{ fraction: "333/200", exact: "1.665", rounded: "1.665" }]
 */
export function unroundedTaxes(
  given: { readonly amount: string; readonly inclusive: boolean; readonly taxes: Taxes },
  digits = 4,
): UnroundedTax[] {
  const amount = decimalOf(given.amount);
  const net = given.inclusive ? over(amount, grossPerNet(given.taxes)) : amount;
  return sharesOfNet(given.taxes).map((share) => {
    const tax = times(net, share);
    return { fraction: textOf(tax), exact: exactDecimal(tax), rounded: decimalText(tax, digits, "half-up") };
  });
}

/**
 * `net × (1 + its taxes)`, rounded once to `digits` decimals, without zeros at the end.
 *
 * @throws RangeError where `net` is no plain decimal.
 * @example
 * grossOfDecimal("4.67289719626168", [{ ratePpm: 70_000, compound: false }], 3) // → "5"
 */
export function grossOfDecimal(net: string, taxes: Taxes, digits: number, mode: Rounding = "half-up"): string {
  return decimalText(times(decimalOf(net), grossPerNet(taxes)), digits, mode);
}

function decimalOf(text: string): Ratio {
  const value = decimalRatio(text);
  if (value === undefined) throw new RangeError("not a plain decimal");
  return value;
}

function decimalText(value: Ratio, digits: number, mode: Rounding): string {
  const scaled = divideRounded(value.num * 10n ** BigInt(digits), value.den, mode);
  const sign = scaled < 0n ? "-" : "";
  const text = String(scaled < 0n ? -scaled : scaled).padStart(digits + 1, "0");
  const [whole, fraction] = [text.slice(0, text.length - digits), text.slice(text.length - digits)];
  const kept = fraction.replace(/0+$/, "");
  return kept === "" ? `${sign}${whole}` : `${sign}${whole}.${kept}`;
}

function exactDecimal(value: Ratio): string | null {
  let [rest, digits] = [value.den, 0];
  for (const prime of [2n, 5n]) {
    let times = 0;
    for (; rest % prime === 0n; rest /= prime) times += 1;
    digits = Math.max(digits, times);
  }
  return rest === 1n ? decimalText(ratio(value.num, value.den), digits, "down") : null;
}
