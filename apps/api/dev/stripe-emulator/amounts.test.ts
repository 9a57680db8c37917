import { fromStripeAmount, stripeDigits, toStripeAmount } from "@meridian/core/payments";
import { activeCurrencies, minorUnits } from "@meridian/core/kernel/currency";
import { money, toDecimalString } from "@meridian/core/kernel/money";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exponentOf, isSupportedCurrency, toDecimal } from "./currencies.ts";

const supported = activeCurrencies.filter((currency) => isSupportedCurrency(currency.toLowerCase()));

/** A decimal without the zeros that one side writes and the other does not. */
const plain = (decimal: string): string => (decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal);

test("nearly every currency can be charged", () => expect(supported.length).toBeGreaterThan(120));

describe("what Stripe charges is what we meant", () => {
  test.each(supported)("%s", (currency) => {
    const code = currency.toLowerCase();
    expect(stripeDigits(currency)?.sent).toBe(exponentOf(code));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (amount) => {
        const ours = money(amount, currency);
        const sent = toStripeAmount(ours);
        if (sent === undefined) return;
        expect(plain(toDecimal(sent, code))).toBe(plain(toDecimalString(ours)));
        expect(fromStripeAmount(sent, code)).toEqual(ours);
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ["JPY", 1_000, 1_000],
    ["KRW", 1_000, 1_000],
    ["ISK", 1_000, 100_000],
    ["UGX", 1_000, 100_000],
    ["HUF", 1_000, 1_000],
    ["TWD", 1_000, 1_000],
    ["MGA", 1_000, 10],
    ["KWD", 1_000, 1_000],
    ["BHD", 1_230, 1_230],
  ] as const)("%s: %i of our units are %i of Stripe's", (currency, ours, sent) => {
    expect(toStripeAmount(money(ours, currency))).toBe(sent);
  });
});

test("an amount that Stripe cannot charge to the unit is refused, never rounded, and no other is", () => {
  const exact = (amount: number, currency: (typeof supported)[number]): boolean => {
    const shift = minorUnits(currency) - exponentOf(currency.toLowerCase());
    // Three digits: Stripe takes multiples of ten; fewer digits there than here: whole units of theirs.
    return minorUnits(currency) === 3 ? amount % 10 === 0 : shift <= 0 || amount % 10 ** shift === 0;
  };
  fc.assert(
    fc.property(fc.constantFrom(...supported), fc.integer({ min: 0, max: 99_999 }), (currency, amount) => {
      expect(toStripeAmount(money(amount, currency)) !== undefined).toBe(exact(amount, currency));
    }),
    { numRuns: 2_000 },
  );
});
