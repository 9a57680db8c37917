import fc from "fast-check";
import { expect, test } from "vitest";
import { activeCurrencies, type CurrencyCode } from "../../kernel/currency.ts";
import { money } from "../../kernel/money.ts";
import { chargeStep, fromStripeAmount, toStripeAmount } from "./stripe-amounts.ts";

test.each<[number, CurrencyCode, number | undefined]>([
  [1000, "USD", 1000],
  [1000, "JPY", 1000],
  [1000, "KRW", 1000],
  [1000, "KWD", 1000],
  [1005, "KWD", undefined],
  [1000, "ISK", 100_000],
  [1000, "UGX", 100_000],
  [1000, "MGA", 10],
  [1050, "MGA", undefined],
  [1000, "HUF", 1000],
  [1000, "TWD", 1000],
  [0, "EUR", 0],
])("%i minor units of %s are %s for Stripe", (amount, currency, expected) => {
  expect(toStripeAmount(money(amount, currency))).toBe(expected);
});

test("what Stripe is told comes back as the same amount", () => {
  const amounts = fc.tuple(fc.constantFrom(...activeCurrencies), fc.integer({ min: 0, max: 99_999_999 }));
  fc.assert(
    fc.property(amounts, ([currency, amount]) => {
      const told = toStripeAmount(money(amount, currency));
      fc.pre(told !== undefined);
      expect(fromStripeAmount(told ?? 0, currency.toLowerCase())).toEqual(money(amount, currency));
    }),
  );
});

test.each<[CurrencyCode, number]>([
  ["EUR", 1],
  ["JPY", 1],
  ["HUF", 1],
  ["TWD", 1],
  ["ISK", 1],
  ["UGX", 1],
  ["KWD", 10],
  ["BHD", 10],
  ["OMR", 10],
  ["JOD", 10],
  ["TND", 10],
  ["MGA", 100],
])("%s is charged in multiples of %i minor units", (currency, step) => {
  expect(chargeStep(currency)).toBe(step);
});

test("an amount can be charged just where it is a multiple of the currency's step", () => {
  const amounts = fc.tuple(fc.constantFrom(...activeCurrencies), fc.integer({ min: 0, max: 99_999 }));
  fc.assert(
    fc.property(amounts, ([currency, amount]) => {
      expect(toStripeAmount(money(amount, currency)) !== undefined).toBe(amount % chargeStep(currency) === 0);
    }),
    { numRuns: 2_000 },
  );
});

test("an unknown currency means nothing", () => {
  expect(fromStripeAmount(100, "zzz")).toBeUndefined();
});
