import fc from "fast-check";
import { expect, test } from "vitest";
import { addSeconds } from "../../kernel/time.ts";
import { clockSeconds, isNews, longestSeconds, noteSeconds, renewSeconds, tokenHolds } from "./token-age.ts";

const issued = new Date("2026-03-01T08:00:00Z");
const after = (seconds: number): Date => addSeconds(issued, seconds);
const seconds = fc.integer({ min: 0, max: 2 * longestSeconds });
const newest = fc.option(seconds.map(after), { nil: null });

test("until it is due to be renewed, a token holds whatever else was issued", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: renewSeconds }), newest, (age, newestAt) => {
      expect(tokenHolds(issued, newestAt, after(age))).toBe(true);
    }),
  );
});

test("no token holds for more than a day", () => {
  fc.assert(
    fc.property(seconds, newest, (beyond, newestAt) => {
      expect(tokenHolds(issued, newestAt, after(longestSeconds + clockSeconds + 1 + beyond))).toBe(false);
    }),
  );
});

test("while others are given new ones, an old one is over soon after it was due", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: renewSeconds + clockSeconds + 1, max: longestSeconds }),
      fc.integer({ min: 0, max: renewSeconds + noteSeconds }),
      (age, ago) => {
        const newestAt = after(age - ago);
        const wasDue = age - ago > renewSeconds;
        expect(tokenHolds(issued, newestAt, after(age))).toBe(!wasDue);
      },
    ),
  );
});

test("from the moment when nobody is given one any more, whoever came last works on for a day", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: renewSeconds }),
      fc.integer({ min: 0, max: longestSeconds - renewSeconds }),
      (lead, away) => {
        const lastIssued = after(lead);
        expect(tokenHolds(issued, lastIssued, addSeconds(lastIssued, away))).toBe(true);
      },
    ),
  );
});

test("whoever had gone home before is let in again ten minutes after the last one was issued", () => {
  const lastIssued = after(8 * 3600);
  const minutes = (count: number): Date => addSeconds(lastIssued, count * 60);
  expect([1, 5, 11].map((count) => tokenHolds(issued, lastIssued, minutes(count)))).toEqual([false, false, false]);
  expect([12, 60, 900].map((count) => tokenHolds(issued, lastIssued, minutes(count)))).toEqual([true, true, true]);
});

test("the newest is noted once a minute at most, and never goes back", () => {
  fc.assert(
    fc.property(seconds, newest, (at, newestAt) => {
      const news = isNews(after(at), newestAt);
      if (newestAt === null) expect(news).toBe(true);
      else expect(news).toBe(after(at).getTime() - newestAt.getTime() >= noteSeconds * 1000);
    }),
  );
});
