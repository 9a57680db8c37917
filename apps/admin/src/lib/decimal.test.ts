import fc from "fast-check";
import { expect, test } from "vitest";
import { editMoney, editPercent, parseMoney, parsePercent, plainDecimal } from "./decimal.ts";

test.each([
  ["12,50", "de", "12.50"],
  ["12.50", "de", "12.50"],
  ["1.234,50", "de", "1234.50"],
  ["1,234.50", "en", "1234.50"],
  ["1,234", "en", "1234"],
  ["12.5", "en", "12.5"],
  [" 1 234,5 ", "de", "1234.5"],
])("%s in %s is %s", (text, language, plain) => {
  expect(plainDecimal(text, language)).toBe(plain);
});

test.each([
  ["1,5", "en"],
  ["1,234.50", "de"],
  ["1.234,50", "en"],
  ["", "en"],
  ["abc", "de"],
  ["1,2,3", "de"],
])("%s in %s is refused", (text, language) => {
  expect(plainDecimal(text, language)).toBeUndefined();
});

test("an amount with more digits than its currency has is refused", () => {
  expect(parseMoney("12.505", "EUR", "en")).toBeUndefined();
  expect(parseMoney("12.5", "JPY", "en")).toBeUndefined();
  expect(parseMoney("12.505", "KWD", "en")).toEqual({ amount: 12_505, currency: "KWD" });
});

test("any amount is read back as it is offered for editing", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e12 }),
      fc.constantFrom("EUR" as const, "JPY" as const, "KWD" as const),
      fc.constantFrom("en", "de"),
      (amount, currency, language) => {
        expect(parseMoney(editMoney({ amount, currency }, language), currency, language)).toEqual({ amount, currency });
      },
    ),
  );
});

test("any rate is read back as it is offered for editing", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom("en", "de"), (ppm, language) => {
      expect(parsePercent(editPercent(ppm, language), language)).toBe(ppm);
    }),
  );
  expect(parsePercent("8.87501", "en")).toBeUndefined();
  expect(parsePercent("19 %", "de")).toBe(190_000);
});
