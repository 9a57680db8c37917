import { expect, test } from "vitest";
import { areasOf, areasText, ratesInput } from "./rate-draft.ts";

test("areas are read one a line or with commas, and nothing typed is everywhere", () => {
  expect(areasOf("10*, 20095;\n30000-39999\n\n")).toEqual(["10*", "20095", "30000-39999"]);
  expect(areasOf(" \n,")).toBeNull();
  expect(areasOf(areasText(["a", "b"]))).toEqual(["a", "b"]);
  expect(areasText(null)).toBe("");
});

test("a table begins at nothing and has its bounds in the unit that it goes by", () => {
  const eur = (amount: number) => ({ amount, currency: "EUR" as const });
  const steps = [
    { worth: eur(700), grams: 5, price: eur(490) },
    { worth: eur(5000), grams: 2001, price: eur(690) },
  ];
  expect(ratesInput({ by: "flat", steps })).toBeNull();
  expect(ratesInput({ by: "worth", steps })?.steps).toEqual([
    { from: 0, price: 490 },
    { from: 5000, price: 690 },
  ]);
  expect(ratesInput({ by: "weight", steps })?.steps[1]).toEqual({ from: 2001, price: 690 });
});
