import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Silence } from "./silence.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

const limits = { silentMillis: 5_000, openMillis: 4_000, restMillis: 1_000 };
const pass = (millis: number): void => void vi.advanceTimersByTime(millis);

function silent(): Silence {
  const silence = new Silence(limits);
  expect(silence.refuses([])).toBe(false);
  silence.begin();
  return silence;
}

test("refuses everybody for a moment, then all but one who tries at a time", () => {
  const silence = silent();
  const refused: boolean[] = [];
  for (let tenth = 0; tenth < 60; tenth++) {
    refused.push(silence.refuses([{ answeredAt: 0 }]));
    pass(100);
  }
  expect(refused.flatMap((is, tenth) => (is ? [] : [tenth]))).toEqual([10, 50]);
});

test("is over when a connection was opened", () => {
  const silence = silent();
  silence.over();
  expect(silence.refuses([])).toBe(false);
});

test("is over when a connection that was there before answers again, not when it had answered before", () => {
  const silence = silent();
  const before = performance.now();
  pass(10);
  expect(silence.refuses([{ answeredAt: before }])).toBe(true);
  expect(silence.refuses([{ answeredAt: before }, { answeredAt: performance.now() }])).toBe(false);
  expect(silence.refuses([{ answeredAt: before }])).toBe(false);
});

test("gives up a connection that was silent at two looks", () => {
  const silence = new Silence(limits);
  const quiet = { silence: 6_000, answeredAt: 0 };
  const busy = { silence: 4_000, answeredAt: 0 };
  expect(silence.among([quiet, busy])).toEqual([]);
  expect(silence.among([quiet, busy])).toEqual([quiet]);
  expect(silence.isWhole([{ silence: 0, answeredAt: performance.now() }])).toBe(false);
});
