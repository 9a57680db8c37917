import fc from "fast-check";
import { expect, test } from "vitest";
import { money } from "../../kernel/money.ts";
import { exchangeRate } from "../../kernel/rate.ts";
import { exchange } from "./exchange.ts";

const rate = (quote: "USD" | "JPY", text: string) => {
  return { base: "EUR" as const, quote, rate: exchangeRate(text), day: "2026-06-12", source: "ecb" as const };
};
const entries = [rate("USD", "1.0705"), rate("JPY", "171.94")];

test("directly, through the euro, and not at all", () => {
  expect(exchange(money(1999, "EUR"), "USD", entries, "half-up")).toEqual(money(2140, "USD"));
  expect(exchange(money(1999, "USD"), "JPY", entries, "half-up")).toEqual(money(3211, "JPY"));
  expect(exchange(money(1999, "USD"), "CHF", entries, "half-up")).toBeUndefined();
});

test("a crossed rate is rounded once: at most half a unit from the exact amount", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), (amount) => {
      const yen = exchange(money(amount, "USD"), "JPY", entries, "half-up")?.amount ?? 0;
      const off = BigInt(yen) * 1_070_500n - BigInt(amount) * 1_719_400n;
      expect(off * 2n <= 1_070_500n && off * 2n >= -1_070_500n).toBe(true);
    }),
  );
});
