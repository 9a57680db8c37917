import { describe, expect, it } from "vitest";
import { formatDecimal, formatPercent, localeFacts, pluralCategory } from "./locale-facts.ts";

it("knows weeks, digits and calendars", () => {
  expect(localeFacts("fa-IR")).toMatchObject({ direction: "rtl", firstDay: 6, numberingSystem: "arabext" });
  expect(localeFacts("th-TH").calendar).toBe("buddhist");
  expect(localeFacts("EN-us")).toMatchObject({ locale: "en-US", firstDay: 7 });
});

describe("plural rules see what is written", () => {
  it.each([
    ["0", "ar", "cardinal", "zero"],
    ["2", "ar", "cardinal", "two"],
    ["11", "ar", "cardinal", "many"],
    ["1.5", "fr", "cardinal", "one"],
    ["1000000", "fr", "cardinal", "many"],
    ["21", "ru", "cardinal", "one"],
    ["1.0", "de", "cardinal", "other"],
    ["3", "en", "ordinal", "few"],
  ] as const)("%s in %s, %s: %s", (number, of, use, form) => expect(pluralCategory(number, of, use)).toBe(form));
});

it("keeps the digits of a decimal, and a share's two", () => {
  expect(formatDecimal("1234567.891", "de-DE")).toBe("1.234.567,891");
  expect(formatPercent("0.09756", "en-AU")).toBe("9.76%");
});

it("refuses what is no locale", () => expect(() => localeFacts("de_DE")).toThrow(RangeError));
