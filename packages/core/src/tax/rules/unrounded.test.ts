import { expect, test } from "vitest";
import { grossOfDecimal, unroundedTaxes } from "./unrounded.ts";

const tax = (ratePpm: number, compound = false) => ({ ratePpm, compound });

test("a tax before rounding, as a fraction and as a decimal where it has an end", () => {
  expect(unroundedTaxes({ amount: "119", inclusive: true, taxes: [tax(190_000)] })).toEqual([
    { fraction: "19", exact: "19", rounded: "19" },
  ]);
  expect(unroundedTaxes({ amount: "12.5", inclusive: false, taxes: [tax(55_000), tax(80_000, true)] })).toEqual([
    { fraction: "11/16", exact: "0.6875", rounded: "0.6875" },
    { fraction: "211/200", exact: "1.055", rounded: "1.055" },
  ]);
  expect(unroundedTaxes({ amount: "50", inclusive: true, taxes: [tax(70_000)] })).toEqual([
    { fraction: "350/107", exact: null, rounded: "3.271" },
  ]);
});

test("a gross price from a net one with more digits than the currency", () => {
  expect(grossOfDecimal("8.4033613", [tax(190_000)], 2)).toBe("10");
  expect(grossOfDecimal("-0.005", [tax(0)], 2)).toBe("-0.01");
  expect(() => grossOfDecimal("1e3", [], 2)).toThrow("plain decimal");
});
