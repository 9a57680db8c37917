import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { money } from "../../kernel/money.ts";
import { roundPrice } from "./round-price.ts";

const mode = "half-up" as const;
const round = (amount: number, rule: Parameters<typeof roundPrice>[1]) => roundPrice(money(amount, "CHF"), rule).amount;

test.each([
  [1952, 1950],
  [1953, 1955],
  [2, 5],
  [0, 0],
])("to 0.05: %i → %i", (amount, expected) => expect(round(amount, { kind: "step", step: 5, mode })).toBe(expected));

test.each([
  [1234, 1199],
  [1251, 1299],
  [30, 99],
  [99, 99],
  [0, 0],
])("to an ending of .99: %i → %i", (amount, expected) => {
  expect(round(amount, { kind: "ending", ending: 99, of: 100, mode })).toBe(expected);
});

describe("whatever the price", () => {
  const price = fc.integer({ min: 1, max: 100_000_000 });
  const rule = fc.oneof(
    fc.record({ kind: fc.constant("step" as const), step: fc.integer({ min: 1, max: 1000 }), mode: fc.constant(mode) }),
    fc
      .tuple(fc.integer({ min: 2, max: 1000 }), fc.nat())
      .map(([of, n]) => ({ kind: "ending" as const, of, ending: n % of, mode })),
  );
  test("it does not become free, and rounding twice changes nothing", () => {
    fc.assert(
      fc.property(price, rule, (amount, how) => {
        const once = round(amount, how);
        expect(once).toBeGreaterThan(0);
        expect(round(once, how)).toBe(once);
      }),
    );
  });
});
