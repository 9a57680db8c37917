/**
 * Cash: amounts that can be paid in coins. Steps per CLDR 48 (`currencyData.fractions`, `_cashDigits` and
 * `_cashRounding`), read 2026-11; a currency that is not listed has coins for its minor unit.
 */
import { minorUnits, type CurrencyCode } from "./currency.ts";
import { moneyFromBigInt, roundMoney, subtract, type Money } from "./money.ts";
import { decimalRatio, multiplyRatios, ratio, type Ratio } from "./ratio.ts";
import { divideRounded, type Rounding } from "./rounding.ts";

/** Coins as CLDR tells them: cash has `digits` decimals, and amounts are multiples of `increment` in the last. */
export type Coins = { readonly digits: number; readonly increment: number };

const coins: Readonly<Partial<Record<CurrencyCode, Coins>>> = {
  ...every("AMD CRC CZK GYD MNT MUR NOK RSD SEK TWD TZS UZS", { digits: 0, increment: 1 }),
  ...every("CAD CHF", { digits: 2, increment: 5 }),
  DKK: { digits: 2, increment: 50 },
  HUF: { digits: 0, increment: 5 },
};

function every(codes: string, what: Coins): Record<string, Coins> {
  return Object.fromEntries(codes.split(" ").map((code) => [code, what]));
}

/**
 * The coins of a currency.
 *
 * @example
 * coinsOf("HUF") // → { digits: 0, increment: 5 }
 * coinsOf("EUR") // → { digits: 2, increment: 1 }
 */
export function coinsOf(currency: CurrencyCode): Coins {
  return coins[currency] ?? { digits: minorUnits(currency), increment: 1 };
}

/**
 * The smallest amount that cash can pay, in minor units of the currency.
 *
 * @example
 * cashStep("CHF") // → 5
 * cashStep("SEK") // → 100
 */
export function cashStep(currency: CurrencyCode): number {
  const { digits, increment } = coinsOf(currency);
  return increment * 10 ** (minorUnits(currency) - digits);
}

/** How the amount to be paid is rounded: to the nearest multiple of `step` minor units. */
export type PaymentRounding = { readonly step: number; readonly mode: Rounding };

/**
 * The amount to be paid, and what was added to it (or, negative, taken off) so that it can be: the rounding amount of
 * an invoice (EN 16931, BT-114), which is outside the taxable amount.
 *
 * @throws RangeError when the step is not positive.
 * @example
 * roundPayment(money(10003, "KWD"), { step: 10, mode: "half-up" }).due.amount // → 10000
 * roundPayment(money(10005, "KWD"), { step: 10, mode: "half-up" }).rounding.amount // → 5
 */
export function roundPayment<C extends CurrencyCode>(
  exact: Money<C>,
  { step, mode }: PaymentRounding,
): { readonly due: Money<C>; readonly rounding: Money<C> } {
  const due = step === 1 ? exact : roundMoney(exact, step, mode);
  return { due, rounding: subtract(due, exact) };
}

/** An exact amount to be paid in cash. Decimal text in units of the currency: `"19.245"`, step `"0.50"`. */
export type CashAmount = {
  readonly amount: string;
  readonly currency: CurrencyCode;
  /** Null takes the currency's own. */
  readonly step: string | null;
  readonly rounding: Rounding;
};

/**
 * What is paid in cash: the amount rounded to a minor unit first, then to the nearest multiple of the step, as
 * tills do. 19.245 DKK is 19.25, hence 19.50.
 *
 * @throws RangeError for a text that is no decimal, or a step that is not a positive number of minor units.
 * @example
 * payableInCash({ amount: "19.245", currency: "DKK", step: null, rounding: "half-up" }).amount // → 1950
 * payableInCash({ amount: "19.245", currency: "EUR", step: "0.05", rounding: "half-up" }).amount // → 1925
 * payableInCash({ amount: "1", currency: "EUR", step: "0", rounding: "half-up" }) // throws RangeError
 */
export function payableInCash({ amount, currency, step, rounding }: CashAmount): Money {
  const exact = inMinorUnits(amount, currency);
  if (exact === undefined) throw new RangeError("not an amount");
  const multipleOf = step === null ? ratio(BigInt(cashStep(currency)), 1n) : inMinorUnits(step, currency);
  if (multipleOf?.den !== 1n) throw new RangeError("a rounding step is a whole number of minor units");
  const whole = moneyFromBigInt(divideRounded(exact.num, exact.den, rounding), currency);
  return roundMoney(whole, Number(multipleOf.num), rounding);
}

function inMinorUnits(text: string, currency: CurrencyCode): Ratio | undefined {
  const value = decimalRatio(text);
  return value && multiplyRatios(value, ratio(10n ** BigInt(minorUnits(currency)), 1n));
}
