import fc from "fast-check";
import { expect, test } from "vitest";
import { dayIn, isTimeZone } from "./time-zone.ts";

const hours = ({ from, until }: { from: Date; until: Date }): number => (until.getTime() - from.getTime()) / 3_600_000;

test.each([
  ["Europe/Berlin", "2026-03-29T10:00:00Z", "2026-03-29", "2026-03-28T23:00:00.000Z", 23],
  ["Europe/Berlin", "2026-10-25T10:00:00Z", "2026-10-25", "2026-10-24T22:00:00.000Z", 25],
  ["America/New_York", "2026-11-22T02:00:00Z", "2026-11-21", "2026-11-21T05:00:00.000Z", 24],
  ["Asia/Kolkata", "2026-11-22T20:00:00Z", "2026-11-23", "2026-11-22T18:30:00.000Z", 24],
  ["Pacific/Kiritimati", "2026-11-22T09:59:00Z", "2026-11-22", "2026-11-21T10:00:00.000Z", 24],
  ["UTC", "2026-11-22T00:00:00Z", "2026-11-22", "2026-11-22T00:00:00.000Z", 24],
])("%s at %s", (zone, at, day, from, length) => {
  const window = dayIn(zone, new Date(at));
  expect(window).toMatchObject({ day, from: new Date(from) });
  expect(hours(window)).toBe(length);
});

test("days meet without a gap, and every moment is in its own", () => {
  const zones = fc.constantFrom("Europe/Berlin", "America/St_Johns", "Asia/Beirut", "Australia/Lord_Howe", "UTC");
  const moments = fc.date({ min: new Date("2000-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(zones, moments, (zone, at) => {
      const today = dayIn(zone, at);
      expect(today.from.getTime()).toBeLessThanOrEqual(at.getTime());
      expect(today.until.getTime()).toBeGreaterThan(at.getTime());
      expect(dayIn(zone, today.until).from).toEqual(today.until);
    }),
    { numRuns: 200 },
  );
});

test("names that no zone has are none", () => {
  expect(["Europe/Berlin", "UTC", "Asia/Tokyo"].every(isTimeZone)).toBe(true);
  expect(["Europe/Atlantis", "", "+02:00", "<script>"].some(isTimeZone)).toBe(false);
});
