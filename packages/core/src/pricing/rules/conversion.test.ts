import { describe, expect, test } from "vitest";
import { exchangeRate } from "../../kernel/rate.ts";
import { ratio } from "../../kernel/ratio.ts";
import type { ExchangeRateEntry } from "../schemas.ts";
import { findConversion } from "./conversion.ts";

type Currency = ExchangeRateEntry["base"];
const entry = (pair: string, rate: string, day: string, source: "manual" | "ecb" = "ecb"): ExchangeRateEntry => {
  const [base, quote] = pair.split("/") as [Currency, Currency];
  return { base, quote, rate: exchangeRate(rate), day, source };
};

test("the newest day counts, and by hand before the ECB on the same day", () => {
  const entries = [
    entry("EUR/USD", "1.10", "2026-06-01"),
    entry("EUR/USD", "1.20", "2026-06-10"),
    entry("EUR/USD", "1.25", "2026-06-10", "manual"),
  ];
  expect(findConversion(entries, "EUR", "USD")).toMatchObject({ ratio: ratio(5n, 4n), legs: [{ source: "manual" }] });
});

test("whichever way round it is quoted", () => {
  const conversion = findConversion([entry("EUR/USD", "1.25", "2026-06-10")], "USD", "EUR");
  expect(conversion).toMatchObject({ ratio: ratio(4n, 5n), legs: [{ inverted: true, rate: "1.25" }] });
  const both = [entry("EUR/USD", "1.25", "2026-06-10"), entry("USD/EUR", "0.9", "2026-06-11")];
  expect(findConversion(both, "USD", "EUR")?.legs).toMatchObject([{ inverted: false, rate: "0.9" }]);
});

describe("two currencies meet through the euro", () => {
  const entries = [entry("EUR/USD", "1.25", "2026-06-10"), entry("EUR/JPY", "170", "2026-06-09")];
  test("exactly", () => {
    expect(findConversion(entries, "USD", "JPY")?.ratio).toEqual(ratio(136n, 1n));
    expect(findConversion(entries, "USD", "JPY")?.legs.map((leg) => leg.inverted)).toEqual([true, false]);
  });
  test("unless their pair is known", () => {
    const known = [...entries, entry("USD/JPY", "140", "2026-01-01")];
    expect(findConversion(known, "USD", "JPY")?.ratio).toEqual(ratio(140n, 1n));
  });
  test("or not at all", () => expect(findConversion(entries, "USD", "GBP")).toBeUndefined());
});

test("a currency is itself", () => {
  expect(findConversion([], "EUR", "EUR")).toEqual({ legs: [], ratio: ratio(1n, 1n) });
});
