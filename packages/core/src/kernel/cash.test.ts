import fc from "fast-check";
import { expect, it } from "vitest";
import { cashStep, payableInCash } from "./cash.ts";
import { activeCurrencies } from "./currency.ts";
import { money, toDecimalString } from "./money.ts";

const rounding = "half-up" as const;

it.each([
  ["CHF", "0.02", 0],
  ["CHF", "0.025", 5],
  ["SEK", "19.49", 1900],
  ["HUF", "12.49", 1000],
  ["HUF", "12.50", 1500],
  ["JPY", "0.5", 1],
  ["KWD", "1.2345", 1235],
] as const)("%s %s → %i", (currency, amount, expected) => {
  expect(payableInCash({ amount, currency, step: null, rounding }).amount).toBe(expected);
});

it("is paid in full: a multiple of the step, at most half a step from what is owed", () => {
  fc.assert(
    fc.property(fc.constantFrom(...activeCurrencies), fc.integer({ min: -1e9, max: 1e9 }), (currency, owed) => {
      const paid = payableInCash({
        amount: toDecimalString(money(owed, currency)),
        currency,
        step: null,
        rounding,
      }).amount;
      const step = cashStep(currency);
      expect(Math.abs(paid % step)).toBe(0);
      expect(Math.abs(paid - owed) * 2).toBeLessThanOrEqual(step);
    }),
  );
});

it.each(["", "1,5", "1e3", "0.001", "-0.05", "0"])("a step of “%s” is none", (step) => {
  expect(() => payableInCash({ amount: "1", currency: "EUR", step, rounding })).toThrow(RangeError);
});
it("an amount is plain decimal text", () => {
  expect(() => payableInCash({ amount: "ten", currency: "EUR", step: null, rounding })).toThrow(RangeError);
});
