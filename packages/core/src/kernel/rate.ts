/**
 * Rates. Tax rates are whole parts per million, exchange rates decimal text; both are applied as exact
 * fractions, so that a rate never becomes a binary float.
 */
import { minorUnits, type CurrencyCode } from "./currency.ts";
import { moneyFromBigInt, type Money } from "./money.ts";
import { decimalRatio, multiplyRatios, ratio, type Ratio, toDecimalText } from "./ratio.ts";
import { divideRounded, type Rounding } from "./rounding.ts";

declare const ppmBrand: unique symbol;

/** A tax rate in parts per million: 190_000 is 19 %. From 0 to 10_000_000 (1000 %). */
export type TaxRatePpm = number & { readonly [ppmBrand]: true };

/** A positive plain decimal, as quoted: `"1.0705"` units of one currency for one unit of another. */
export type ExchangeRate = string & { readonly exchangeRate: true };

/** A rate that cannot be one. */
export class RateError extends RangeError {
  override readonly name = "RateError";
}

const maxTaxRate = 10_000_000;
const maxMargin = 10_000_000;
const quoted = /^\d{1,12}(?:\.\d{1,12})?$/;

/**
 * A tax rate from parts per million.
 *
 * @throws RateError unless a whole number from 0 to 10_000_000.
 * @example
 * taxRate(77_000) // → 77000
 * taxRate(0.19) // throws RateError
 */
export function taxRate(ppm: number): TaxRatePpm {
  if (!Number.isInteger(ppm) || ppm < 0 || ppm > maxTaxRate) throw new RateError("a tax rate is 0 to 10000000 ppm");
  return (ppm + 0) as TaxRatePpm;
}

/**
 * A tax rate from the percentage as people write it, at most four decimals.
 *
 * @throws RateError for any other text, a negative or more than 1000 %.
 * @example
 * taxRateFromPercent("19") // → 190000
 * taxRateFromPercent("8.875") // → 88750
 * taxRateFromPercent("19 %") // throws RateError
 */
export function taxRateFromPercent(percent: string): TaxRatePpm {
  const value = decimalRatio(percent);
  const ppm = value && multiplyRatios(value, ratio(10_000n, 1n));
  if (ppm?.den !== 1n) throw new RateError("a percentage has at most four decimals");
  return taxRate(Number(ppm.num));
}

/**
 * A tax rate from basis points, hundredths of a per cent, at most two decimals: Québec's 9.975 % is 997.5.
 *
 * @throws RateError for anything finer, negative or more than 1000 %.
 * @example
 * taxRateFromBasisPoints(825) // → 82500
 * taxRateFromBasisPoints(997.5) // → 99750
 * taxRateFromBasisPoints(0.001) // throws RateError
 */
export function taxRateFromBasisPoints(basisPoints: number): TaxRatePpm {
  // The shortest decimal that the number stands for: 1900.6 is meant, not the binary fraction beside it.
  const ppm = decimalRatio(String(basisPoints));
  const exact = ppm && multiplyRatios(ppm, ratio(100n, 1n));
  if (exact?.den !== 1n) throw new RateError("basis points have at most two decimals");
  return taxRate(Number(exact.num));
}

/**
 * The rate as a fraction of the net price: 19 % is 19/100.
 *
 * @example
 * taxRatio(taxRate(190_000)) // → { num: 19n, den: 100n }
 */
export function taxRatio(rate: TaxRatePpm): Ratio {
  return ratio(BigInt(rate), 1_000_000n);
}

/**
 * An exchange rate from its text, kept as quoted; at most 12 digits on either side of the point.
 *
 * @throws RateError unless a positive plain decimal.
 * @example
 * exchangeRate("1.4670") // → "1.4670"
 * exchangeRate("0.000") // throws RateError
 */
export function exchangeRate(text: string): ExchangeRate {
  if (!isExchangeRate(text)) throw new RateError("an exchange rate is a positive plain decimal");
  return text;
}

/**
 * Whether `text` can be an exchange rate.
 *
 * @example
 * isExchangeRate("171.94") // → true
 * isExchangeRate("1,0705") // → false
 */
export function isExchangeRate(text: string): text is ExchangeRate {
  return quoted.test(text) && /[1-9]/.test(text);
}

/**
 * The exact fraction that a quoted rate stands for. Its inverse is `invertRatio` of it; a cross rate is
 * `multiplyRatios(parseRate(eurToYen), invertRatio(parseRate(eurToDollar)))`.
 *
 * @throws RateError unless a positive plain decimal.
 * @example
 * parseRate("1.0876") // → { num: 2719n, den: 2500n }
 */
export function parseRate(text: string): Ratio {
  const value = decimalRatio(exchangeRate(text));
  if (!value) throw new RateError("an exchange rate is a positive plain decimal");
  return value;
}

/**
 * A computed rate (inverse, cross, with margin) as text with up to 12 decimals, to be stored and then used:
 * convert with the stored text, so that the order can be recalculated from it.
 *
 * @throws RateError when it rounds to zero or has more than 12 digits before the point.
 * @example
 * toExchangeRate(parseRate("3"), 4, "half-up") // → "3.0000"
 * toExchangeRate(ratio(1n, 3n), 4, "half-up") // → "0.3333"
 */
export function toExchangeRate(rate: Ratio, decimals: number, rounding: Rounding): ExchangeRate {
  return exchangeRate(toDecimalText(rate, decimals, rounding));
}

/**
 * `value` in another currency at `rate` units of `to` for one unit of its own, rounded once, to the minor
 * unit of `to`. Convert a total, not its parts, or allocate the converted total over them.
 *
 * @throws RateError for a rate that is not positive, MoneyError when the result is too large.
 * @example
 * convert(money(1999, "EUR"), exchangeRate("1.0705"), "USD", "half-up") // → { amount: 2140, currency: "USD" }
 * convert(money(1999, "EUR"), exchangeRate("171.94"), "JPY", "half-up") // → { amount: 3437, currency: "JPY" }
 */
export function convert<C extends CurrencyCode>(
  value: Money,
  rate: ExchangeRate | Ratio,
  to: C,
  rounding: Rounding,
): Money<C> {
  const { num, den } = typeof rate === "string" ? parseRate(rate) : rate;
  if (num <= 0n !== den < 0n) throw new RateError("an exchange rate is positive");
  const top = BigInt(value.amount) * num * unit(to);
  return moneyFromBigInt(divideRounded(top, den * unit(value.currency), rounding), to);
}

/**
 * The rate with a margin in parts per million on top: 20_000 makes converted prices 2 % dearer.
 * Negative margins make them cheaper.
 *
 * @throws RateError unless `margin` is a whole number above −1_000_000 and up to 10_000_000.
 * @example
 * applyMarginPpm(parseRate("1.25"), 20_000) // → { num: 51n, den: 40n }
 */
export function applyMarginPpm(rate: Ratio, margin: number): Ratio {
  if (!Number.isInteger(margin) || margin <= -1_000_000 || margin > maxMargin) {
    throw new RateError("a margin is above -1000000 and at most 10000000 ppm");
  }
  return multiplyRatios(rate, ratio(BigInt(margin) + 1_000_000n, 1_000_000n));
}

/** Minor units in one unit. */
function unit(currency: CurrencyCode): bigint {
  return 10n ** BigInt(minorUnits(currency));
}
