/**
 * Points in time and windows of them. Text forms are ISO 8601 (RFC 3339) in UTC; nothing here knows what time it is.
 */

declare const instantBrand: unique symbol;
declare const localDateBrand: unique symbol;

/** A point in time as text: `2026-03-09T15:04:05.678Z`. Always UTC, at most nine digits of a second. */
export type Instant = string & { readonly [instantBrand]: true };

/** A day of the calendar, of no time zone: `2026-03-09`. */
export type LocalDate = string & { readonly [localDateBrand]: true };

/** From `from`, included, until `until`, excluded; `null` leaves that side open. */
export type DateWindow = { readonly from: Date | null; readonly until: Date | null };

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
const localDate = /^\d{4}-\d\d-\d\d$/;

/**
 * Whether `text` is a point in time that exists, in UTC and in full.
 *
 * @example
 * isInstant("2026-03-09T15:04:05Z") // → true
 * isInstant("2026-02-30T00:00:00Z") // → false
 * isInstant("2026-03-09T15:04:05+01:00") // → false
 */
export function isInstant(text: string): text is Instant {
  return instant.test(text) && exists(`${text.slice(0, 19)}Z`, 19);
}

/**
 * Whether `text` is a day that exists.
 *
 * @example
 * isLocalDate("2028-02-29") // → true
 * isLocalDate("2026-02-29") // → false
 */
export function isLocalDate(text: string): text is LocalDate {
  return localDate.test(text) && exists(text, 10);
}

/**
 * The date as text, to the millisecond.
 *
 * @throws RangeError for an invalid date, or one outside the years 0 to 9999.
 * @example
 * toInstant(new Date(0)) // → "1970-01-01T00:00:00.000Z"
 */
export function toInstant(date: Date): Instant {
  const text = date.toISOString();
  if (!isInstant(text)) throw new RangeError("an instant lies in the years 0 to 9999");
  return text;
}

/**
 * The point in time that the text names, cut to the millisecond; `undefined` when it names none.
 *
 * @example
 * parseInstant("1970-01-01T00:00:01Z")?.getTime() // → 1000
 * parseInstant("tomorrow") // → undefined
 */
export function parseInstant(text: string): Date | undefined {
  return isInstant(text) ? new Date(text) : undefined;
}

/**
 * The point in time `seconds` later (earlier when negative); the given date stays as it is.
 *
 * @throws RangeError when either is not a valid number, or the result lies beyond what `Date` can hold.
 * @example
 * addSeconds(new Date(0), 90).toISOString() // → "1970-01-01T00:01:30.000Z"
 */
export function addSeconds(date: Date, seconds: number): Date {
  const later = new Date(date.getTime() + seconds * 1000);
  if (Number.isNaN(later.getTime())) throw new RangeError("no such point in time");
  return later;
}

/**
 * Whether `at` lies in the half-open window, so that adjoining windows never both hold. A window that ends
 * before it begins holds nothing.
 *
 * @example
 * within({ from: new Date(0), until: new Date(1000) }, new Date(0)) // → true
 * within({ from: new Date(0), until: new Date(1000) }, new Date(1000)) // → false
 * within({ from: null, until: null }, new Date(0)) // → true
 */
export function within(window: DateWindow, at: Date): boolean {
  return (window.from === null || window.from <= at) && (window.until === null || at < window.until);
}

/** `Date` carries 30 February over into March; a text that comes back changed names no day. */
function exists(text: string, length: number): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, length) === text.slice(0, length);
}
