import { expect, test } from "vitest";
import { createBreaker } from "./breaker.ts";

test("after failures in a row a service rests, then one call tries it", () => {
  const breaker = createBreaker({ failures: 2, restMs: 100 });
  breaker.failed(0);
  expect(breaker.allows(1)).toBe(true);
  breaker.failed(1);
  expect([breaker.allows(2), breaker.allows(100)]).toEqual([false, false]);
  expect([breaker.allows(101), breaker.allows(102)]).toEqual([true, false]);
  breaker.succeeded();
  expect(breaker.allows(103)).toBe(true);
});

test("a success in between begins the count anew", () => {
  const breaker = createBreaker({ failures: 2, restMs: 100 });
  breaker.failed(0);
  breaker.succeeded();
  breaker.failed(1);
  expect(breaker.allows(2)).toBe(true);
});
