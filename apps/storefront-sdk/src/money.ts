import type { Money } from "./types.ts";

/**
 * ISO 4217 currencies whose minor unit is not a hundredth: code and digits. `Intl` follows CLDR instead, which
 * shows no cents for HUF, IDR, PKR and others, and differs from browser to browser.
 */
const digits =
  "BIF0CLP0DJF0GNF0ISK0JPY0KMF0KRW0PYG0RWF0UGX0UYI0VND0VUV0XAF0XOF0XPF0BHD3IQD3JOD3KWD3LYD3OMR3TND3CLF4UYW4";

/**
 * Decimal digits between a currency and its minor unit (ISO 4217).
 *
 * @example
 * minorUnits("EUR") // → 2
 * minorUnits("JPY") // → 0
 */
export function minorUnits(currency: string): number {
  const at = digits.indexOf(currency);
  return at < 0 ? 2 : Number(digits[at + 3]);
}

/**
 * An amount as a person of that locale reads it. Exact for every safe integer: no binary fraction in between.
 *
 * @param locale BCP 47.
 * @throws RangeError for a malformed locale or currency.
 * @example
 * formatMoney({ amount: 123450, currency: "EUR" }, "de-DE") // → "1.234,50 €"
 */
export function formatMoney({ amount, currency }: Money, locale?: string): string {
  const places = minorUnits(currency);
  const text = String(Math.abs(amount)).padStart(places + 1, "0");
  const cut = text.length - places;
  const decimal = `${amount < 0 ? "-" : ""}${text.slice(0, cut)}.${text.slice(cut)}0` as `${number}`;
  const shown = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  }).format(decimal);
  // From right to left the dollar of "US$" would part from its letters: LRI and PDI keep the sign whole.
  return /[\u061c\u200f]/.test(shown) ? shown.replace(/[A-Z]+\p{Sc}?/u, "\u2066$&\u2069") : shown;
}
