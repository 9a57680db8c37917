/**
 * How people of a locale write and count: weeks, digits, dates, numbers, lists, plurals. All of it is CLDR's, by
 * `Intl`; times are shown in the zone that is asked for, and plural rules see the digits that are written.
 */
import { direction, locale, type Direction, type Locale } from "./locale.ts";

/** Days of the week as ISO 8601 counts them: 1 is Monday, 7 is Sunday. */
export type LocaleFacts = {
  readonly locale: Locale;
  /** The locale with its likely script and country: `zh-Hant-TW`. */
  readonly maximized: string;
  readonly direction: Direction;
  readonly firstDay: number;
  readonly weekend: readonly number[];
  /** Unicode's name of the digits (`latn`, `arab`) and of the calendar (`gregory`, `buddhist`). */
  readonly numberingSystem: string;
  readonly calendar: string;
};

type WeekInfo = { readonly firstDay: number; readonly weekend: readonly number[] };
/** In V8 a method since its version 13; TypeScript's library does not know it yet. */
type WithWeek = Intl.Locale & { readonly getWeekInfo?: () => WeekInfo };

/**
 * What `Intl` knows of a locale.
 *
 * @throws RangeError for a text that is no BCP 47 tag.
 * @example
 * localeFacts("ar-AE").direction // → "rtl"
 * localeFacts("de-CH").maximized // → "de-Latn-CH"
 * localeFacts("en-AU").weekend // → [6, 7]
 */
export function localeFacts(of: string): LocaleFacts {
  const tag = locale(of);
  const parsed: WithWeek = new Intl.Locale(tag);
  const week = parsed.getWeekInfo?.() ?? { firstDay: 1, weekend: [6, 7] };
  return {
    locale: tag,
    maximized: parsed.maximize().toString(),
    direction: direction(tag),
    firstDay: week.firstDay,
    weekend: week.weekend,
    numberingSystem: new Intl.NumberFormat(tag).resolvedOptions().numberingSystem,
    calendar: new Intl.DateTimeFormat(tag).resolvedOptions().calendar,
  };
}

/**
 * A point in time, date of medium length and time without seconds.
 *
 * @throws RangeError for a malformed locale or zone, or an invalid date.
 * @example
 * formatDateTime(new Date(0), "de-CH", "UTC") // → "01.01.1970, 00:00"
 */
export function formatDateTime(at: Date, of: string, timeZone: string): string {
  return new Intl.DateTimeFormat(of, { dateStyle: "medium", timeStyle: "short", timeZone }).format(at);
}

/**
 * A number written as decimal text, with its own fraction digits.
 *
 * @throws RangeError for a malformed locale.
 * @example
 * formatDecimal("1234.5", "en-AU") // → "1,234.5"
 */
export function formatDecimal(text: `${number}`, of: string): string {
  return new Intl.NumberFormat(of, { maximumFractionDigits: 20 }).format(text);
}

/**
 * A share in per cent, at most two decimals: 0.0975 is 9.75 %. The share is decimal text.
 *
 * @throws RangeError for a malformed locale.
 * @example
 * formatPercent("0.0975", "en-AU") // → "9.75%"
 */
export function formatPercent(share: `${number}`, of: string): string {
  return new Intl.NumberFormat(of, { style: "percent", maximumFractionDigits: 2 }).format(share);
}

/**
 * Things named one after another: "A, B and C".
 *
 * @throws RangeError for a malformed locale.
 * @example
 * formatList(["A", "B", "C"], "de-CH") // → "A, B und C"
 */
export function formatList(names: readonly string[], of: string): string {
  return new Intl.ListFormat(of, { type: "conjunction" }).format(names);
}

/**
 * A measure with its unit's short name. Units are those of ECMA-402 (`kilogram`, `centimeter`).
 *
 * @throws RangeError for a malformed locale or an unknown unit.
 * @example
 * formatUnit("1.5", "kilogram", "de-CH") // → "1.5 kg"
 */
export function formatUnit(amount: `${number}`, unit: string, of: string): string {
  return new Intl.NumberFormat(of, { style: "unit", unit, unitDisplay: "short" }).format(amount);
}

/**
 * How far away a day is, in words where there are any: −1 is "yesterday".
 *
 * @throws RangeError for a malformed locale.
 * @example
 * formatDaysFromNow(-1, "de-CH") // → "gestern"
 * formatDaysFromNow(3, "en-AU") // → "in 3 days"
 */
export function formatDaysFromNow(days: number, of: string): string {
  return new Intl.RelativeTimeFormat(of, { numeric: "auto" }).format(days, "day");
}

/** How a number is used: how many (`1 file`), or which (`1st file`). */
export type PluralUse = "cardinal" | "ordinal";

/** Decimal text that can be counted. */
const counted = /^-?\d{1,15}(?:\.(\d{1,12}))?$/;

/**
 * The plural form that a number takes as it is written: `1.0` has a fraction digit, and English says `1.0 files`.
 *
 * @throws RangeError for a malformed locale or a text that is no plain decimal.
 * @example
 * pluralCategory("1", "en", "cardinal") // → "one"
 * pluralCategory("1.0", "en", "cardinal") // → "other"
 * pluralCategory("2", "en", "ordinal") // → "two"
 * pluralCategory("two", "en", "ordinal") // throws RangeError
 */
export function pluralCategory(number: string, of: string, use: PluralUse): Intl.LDMLPluralRule {
  const parts = counted.exec(number);
  if (!parts) throw new RangeError("not a number to count with");
  const digits = parts[1]?.length ?? 0;
  const options = { type: use, minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.PluralRules(of, options).select(Number(number));
}
