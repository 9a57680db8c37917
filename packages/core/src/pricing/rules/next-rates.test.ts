import { expect, test } from "vitest";
import { nextRatesAt, retryRatesAt } from "./next-rates.ts";

test.each([
  ["Monday morning", "2026-06-15T08:00:00Z", "2026-06-15T15:30:00.000Z"],
  ["at that very time", "2026-06-15T15:30:00Z", "2026-06-16T15:30:00.000Z"],
  ["Friday evening", "2026-06-19T18:00:00Z", "2026-06-22T15:30:00.000Z"],
  ["Sunday", "2026-06-21T12:00:00Z", "2026-06-22T15:30:00.000Z"],
  ["the last day of a year", "2026-12-31T16:00:00Z", "2027-01-01T15:30:00.000Z"],
])("%s", (_what, now, next) => expect(nextRatesAt(new Date(now)).toISOString()).toBe(next));

test.each([
  [1, 900],
  [2, 1800],
  [6, 21_600],
  [50, 21_600],
])("after %i failures again in %i seconds", (failures, seconds) => {
  const now = new Date("2026-06-15T08:00:00Z");
  expect((retryRatesAt(now, failures).getTime() - now.getTime()) / 1000).toBe(seconds);
});
