/** What held before, kept beside what holds: a list of values, each with the moment at which it ended. */
import { addSeconds } from "./time.ts";

/** A value that held until a moment, ISO 8601. */
export interface Earlier {
  readonly until: string;
}

/** From `from`, included, until `until`, excluded; null still holds. */
export interface Span<T> {
  readonly value: T;
  readonly from: Date;
  readonly until: Date | null;
}

/**
 * The list with one more, without what ended more than `days` before it.
 *
 * @example
 * withEarlier([{ until: "2026-01-01T00:00:00.000Z" }], { until: "2026-03-01T00:00:00.000Z" }, 30)
 * // → [{ until: "2026-03-01T00:00:00.000Z" }]
 */
export function withEarlier<T extends Earlier>(list: readonly T[], last: T, days: number): T[] {
  const oldest = addSeconds(new Date(last.until), -days * 86_400);
  const kept = list.filter(({ until }) => new Date(until) >= oldest);
  // What was changed twice at one moment has not held in between.
  return kept.some(({ until }) => until === last.until) ? kept : [...kept, last];
}

/** What held when: the earlier values one after the other from `since`, then the one that holds now. */
export function spansOf<T>(now: T, list: readonly (Earlier & { readonly value: T })[], since: Date): Span<T>[] {
  let from = since;
  const spans: Span<T>[] = [];
  for (const { until, value } of list) {
    const end = new Date(until);
    if (end > from) {
      spans.push({ value, from, until: end });
      from = end;
    }
  }
  return [...spans, { value: now, from, until: null }];
}
