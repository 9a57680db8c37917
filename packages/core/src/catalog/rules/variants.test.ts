import { describe, expect, test } from "vitest";
import { lowestPrice } from "./shop-price.ts";
import { sameChoice, variantFault, withChosenValues } from "./variants.ts";

const options = [
  { name: "Colour", values: ["Red", "Blue"] },
  { name: "Size", values: ["S"] },
];
const choice = (Colour: string, Size: string) => ({ optionValues: { Colour, Size } });

describe("variants", () => {
  test("fit when each chooses every option once", () => {
    expect(variantFault(options, [choice("Red", "S"), choice("Blue", "S")])).toBeNull();
    expect(variantFault([], [{ optionValues: {} }])).toBeNull();
  });

  test.each([
    [[{ optionValues: { Colour: "Red" } }], { kind: "option_missing", option: "Size" }],
    [[{ optionValues: { Colour: "Red", Size: "S", Cut: "Slim" } }], { kind: "option_unknown", option: "Cut" }],
    [[choice("Green", "S")], { kind: "value_unknown", option: "Colour", value: "Green" }],
    [[choice("Red", "S"), choice("Red", "S")], { kind: "combination_taken", combination: "Red / S" }],
  ])("do not fit otherwise: %j", (variants, fault) => expect(variantFault(options, variants)).toEqual(fault));

  test("widen the options with what they choose", () => {
    expect(withChosenValues(options, [choice("Green", "S"), choice("Red", "M")])).toEqual([
      { name: "Colour", values: ["Red", "Blue", "Green"] },
      { name: "Size", values: ["S", "M"] },
    ]);
    expect(sameChoice(choice("Red", "S"), { optionValues: { Size: "S", Colour: "Red" } })).toBe(true);
    expect(sameChoice(choice("Red", "S"), { optionValues: {} })).toBe(false);
  });
});

test("the lowest price stands for a product", () => {
  const price = (amount: number) => ({
    amount: { amount, currency: "EUR" as const },
    compareAt: null,
    taxIncluded: true,
    lowestPrice30d: null,
  });
  expect(lowestPrice([price(300), price(200)])).toMatchObject({ price: { amount: 200 }, from: true });
  expect(lowestPrice([price(200), price(200)])).toMatchObject({ from: false });
  expect(lowestPrice([])).toBeUndefined();
});
