/**
 * Money: a whole number of minor units with its currency. Never a fraction, never a float;
 * whatever rounds says how. Results stay within ±(2^53 − 1), so they survive JSON and SQL unchanged.
 */
import { minorUnits, type CurrencyCode } from "./currency.ts";
import type { Ratio } from "./ratio.ts";
import { divideRounded, roundToStep, type Rounding } from "./rounding.ts";

declare const minorBrand: unique symbol;

/** A safe integer of minor units (cents, yen, fils). Arithmetic on it gives a plain number, which is not one. */
export type Minor = number & { readonly [minorBrand]: true };

/** An amount in one currency. `{ amount: 1999, currency: "EUR" }` is 19.99 €. */
export type Money<C extends CurrencyCode = CurrencyCode> = { readonly amount: Minor; readonly currency: C };

/** An amount that is not a safe integer, or a result that would not be one. A defect of the caller. */
export class MoneyError extends RangeError {
  override readonly name: string = "MoneyError";
}

/** Two currencies met where one was meant; convert first. A defect of the caller. */
export class CurrencyMismatchError extends MoneyError {
  override readonly name = "CurrencyMismatchError";
  readonly currencies: readonly [CurrencyCode, CurrencyCode];

  constructor(a: CurrencyCode, b: CurrencyCode) {
    super(`${a} is not ${b}`);
    this.currencies = [a, b];
  }
}

/**
 * `amount` as minor units; −0 becomes 0.
 *
 * @throws MoneyError unless it is a safe integer.
 * @example
 * minor(1999) // → 1999
 * minor(0.5) // throws MoneyError
 */
export function minor(amount: number): Minor {
  if (!Number.isSafeInteger(amount)) throw new MoneyError("an amount is a safe integer of minor units");
  return (amount + 0) as Minor;
}

/**
 * `amount` minor units of `currency`.
 *
 * @throws MoneyError unless `amount` is a safe integer.
 * @example
 * money(1999, "EUR") // → { amount: 1999, currency: "EUR" }
 */
export function money<C extends CurrencyCode>(amount: number, currency: C): Money<C> {
  return { amount: minor(amount), currency };
}

/**
 * Nothing, in `currency`.
 *
 * @example
 * zero("JPY") // → { amount: 0, currency: "JPY" }
 */
export function zero<C extends CurrencyCode>(currency: C): Money<C> {
  return money(0, currency);
}

/**
 * `a + b`.
 *
 * @throws CurrencyMismatchError, MoneyError when the result is too large.
 * @example
 * add(money(1999, "EUR"), money(1, "EUR")) // → { amount: 2000, currency: "EUR" }
 */
export function add<C extends CurrencyCode>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> {
  assertSameCurrency(a, b);
  return money(a.amount + b.amount, a.currency);
}

/**
 * `a − b`; may be negative.
 *
 * @throws CurrencyMismatchError, MoneyError when the result is too large.
 * @example
 * subtract(money(100, "EUR"), money(250, "EUR")) // → { amount: -150, currency: "EUR" }
 */
export function subtract<C extends CurrencyCode>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> {
  assertSameCurrency(a, b);
  return money(a.amount - b.amount, a.currency);
}

/**
 * The same amount with the other sign; zero stays zero.
 *
 * @example
 * negate(money(100, "EUR")) // → { amount: -100, currency: "EUR" }
 */
export function negate<C extends CurrencyCode>(value: Money<C>): Money<C> {
  return money(0 - value.amount, value.currency);
}

/**
 * −1, 0 or 1 as `a` is less than, equal to or more than `b`; sorts ascending.
 *
 * @throws CurrencyMismatchError
 * @example
 * compare(money(1, "EUR"), money(2, "EUR")) // → -1
 */
export function compare<C extends CurrencyCode>(a: Money<C>, b: Money<NoInfer<C>>): -1 | 0 | 1 {
  assertSameCurrency(a, b);
  if (a.amount === b.amount) return 0;
  return a.amount < b.amount ? -1 : 1;
}

/**
 * Whether the amount is zero.
 *
 * @example
 * isZero(zero("EUR")) // → true
 *
 * @public
 */
export function isZero(value: Money): boolean {
  return value.amount === 0;
}

/**
 * The total of `list`, in any order the same; zero of `currency` when it is empty.
 *
 * @throws CurrencyMismatchError, MoneyError when the total is too large.
 * @example
 * sum("EUR", [money(1, "EUR"), money(2, "EUR")]) // → { amount: 3, currency: "EUR" }
 */
export function sum<C extends CurrencyCode>(currency: C, list: Iterable<Money<NoInfer<C>>>): Money<C> {
  const start = zero(currency);
  let total = 0n;
  for (const item of list) {
    assertSameCurrency(start, item);
    total += BigInt(item.amount);
  }
  return moneyFromBigInt(total, currency);
}

/**
 * `value × quantity`, exact.
 *
 * @throws MoneyError unless `quantity` is a safe integer, or when the result is too large.
 * @example
 * multiply(money(1999, "EUR"), 3) // → { amount: 5997, currency: "EUR" }
 * multiply(money(1999, "EUR"), 1.5) // throws MoneyError
 */
export function multiply<C extends CurrencyCode>(value: Money<C>, quantity: number): Money<C> {
  if (!Number.isSafeInteger(quantity)) throw new MoneyError("a quantity is a safe integer");
  return money(value.amount * quantity, value.currency);
}

/**
 * `value × num / den`, rounded once to a whole minor unit.
 *
 * @throws RangeError when `den` is zero, MoneyError when the result is too large.
 * @example
 * multiplyRatio(money(1001, "EUR"), { num: 1n, den: 2n }, "half-up") // → { amount: 501, currency: "EUR" }
 */
export function multiplyRatio<C extends CurrencyCode>(value: Money<C>, by: Ratio, rounding: Rounding): Money<C> {
  return moneyFromBigInt(divideRounded(BigInt(value.amount) * by.num, by.den, rounding), value.currency);
}

/**
 * `value` as a multiple of `step` minor units, for cash (CHF step 5) and price rules.
 *
 * @throws RangeError unless `step` is a positive integer, MoneyError when the result is too large.
 * @example
 * roundMoney(money(1958, "CHF"), 5, "half-up") // → { amount: 1960, currency: "CHF" }
 */
export function roundMoney<C extends CurrencyCode>(value: Money<C>, step: number, rounding: Rounding): Money<C> {
  return moneyFromBigInt(roundToStep(BigInt(value.amount), BigInt(step), rounding), value.currency);
}

/**
 * The least of the given amounts.
 *
 * @throws CurrencyMismatchError
 * @example
 * min(money(2, "EUR"), money(1, "EUR")) // → { amount: 1, currency: "EUR" }
 */
export function min<C extends CurrencyCode>(first: Money<C>, ...rest: readonly Money<NoInfer<C>>[]): Money<C> {
  return rest.reduce<Money<C>>((least, item) => (compare(item, least) < 0 ? item : least), first);
}

/**
 * The greatest of the given amounts.
 *
 * @throws CurrencyMismatchError
 * @example
 * max(money(2, "EUR"), money(1, "EUR")) // → { amount: 2, currency: "EUR" }
 */
export function max<C extends CurrencyCode>(first: Money<C>, ...rest: readonly Money<NoInfer<C>>[]): Money<C> {
  return rest.reduce<Money<C>>((most, item) => (compare(item, most) > 0 ? item : most), first);
}

/**
 * Money from an exact whole number of minor units: the way back from calculations in `bigint`.
 *
 * @throws MoneyError beyond ±(2^53 − 1).
 * @example
 * moneyFromBigInt(1999n, "EUR") // → { amount: 1999, currency: "EUR" }
 */
export function moneyFromBigInt<C extends CurrencyCode>(amount: bigint, currency: C): Money<C> {
  return money(Number(amount), currency);
}

/** What is wrong with a text that should be an amount. */
export type DecimalFault = "malformed" | "too_many_digits" | "out_of_range";

/** The amount, or why the text is none. */
export type ParsedDecimal<C extends CurrencyCode> =
  | { readonly ok: true; readonly money: Money<C> }
  | { readonly ok: false; readonly reason: DecimalFault };

/**
 * The amount that a plain decimal text means, for forms and imports: `12`, `12.5`, `-0.05`. One point, no
 * grouping, no sign but a minus. More fraction digits than the currency's minor unit are refused, not
 * rounded (`12.500` in EUR may be a thousand).
 *
 * @example
 * parseDecimal("12.5", "EUR") // → { ok: true, money: { amount: 1250, currency: "EUR" } }
 * parseDecimal("12.505", "EUR") // → { ok: false, reason: "too_many_digits" }
 * parseDecimal("1,50", "EUR") // → { ok: false, reason: "malformed" }
 */
export function parseDecimal<C extends CurrencyCode>(text: string, currency: C): ParsedDecimal<C> {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!parts) return { ok: false, reason: "malformed" };
  const [, sign = "", whole = "", fraction = ""] = parts;
  const digits = minorUnits(currency);
  if (fraction.length > digits) return { ok: false, reason: "too_many_digits" };
  const amount = Number(`${sign}${whole}${fraction.padEnd(digits, "0")}`);
  return Number.isSafeInteger(amount)
    ? { ok: true, money: money(amount, currency) }
    : { ok: false, reason: "out_of_range" };
}

/**
 * The exact decimal text with all of the currency's digits; `parseDecimal` reads it back.
 *
 * @example
 * toDecimalString(money(-5, "EUR")) // → "-0.05"
 * toDecimalString(money(1999, "JPY")) // → "1999"
 * toDecimalString(money(1999, "KWD")) // → "1.999"
 */
export function toDecimalString(value: Money): `${number}` {
  const digits = minorUnits(value.currency);
  const text = String(Math.abs(value.amount)).padStart(digits + 1, "0");
  const sign = value.amount < 0 ? "-" : "";
  const point = text.length - digits;
  return `${sign}${text.slice(0, point)}${digits > 0 ? `.${text.slice(point)}` : ""}` as `${number}`;
}

/** How to show an amount. `display` defaults to the locale's symbol; `accounting` shows negatives as it does. */
export type MoneyFormat = {
  readonly display?: "symbol" | "narrowSymbol" | "code" | "name";
  readonly accounting?: boolean;
};

const formatters = new Map<string, Intl.NumberFormat>();
/** More than all languages with all currencies of one process; a locale may come from outside. */
const mostFormatters = 1_000;

/** A formatter costs a thousand times as much to make as to use. */
function formatterFor(locale: string, currency: CurrencyCode, { display, accounting }: MoneyFormat): Intl.NumberFormat {
  const key = `${locale} ${currency} ${display ?? ""} ${accounting === true}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const digits = minorUnits(currency);
  const made = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: display ?? "symbol",
    currencySign: accounting === true ? "accounting" : "standard",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  if (formatters.size >= mostFormatters) formatters.clear();
  formatters.set(key, made);
  return made;
}

/**
 * The amount in words of a locale (BCP 47), with ISO's digits for the currency. Exact at any size.
 *
 * @throws RangeError for a malformed locale.
 * @example
 * formatMoney(money(123456, "USD"), "en-US") // → "$1,234.56"
 * formatMoney(money(1999, "JPY"), "ja-JP") // → "￥1,999"
 */
export function formatMoney(value: Money, locale: string, format: MoneyFormat = {}): string {
  return formatterFor(locale, value.currency, format).format(toDecimalString(value));
}

function assertSameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new CurrencyMismatchError(a.currency, b.currency);
}
