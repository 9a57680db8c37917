import fc from "fast-check";
import { expect, test } from "vitest";
import { money } from "../../kernel/money.ts";
import { measureUnits } from "../../kernel/measure-units.ts";
import { measurePrice } from "./measure-price.ts";

test.each([
  [999, { amountMilli: 750_000, unit: "ml" }, [1332, 1, "l"]],
  [199, { amountMilli: 200_000, unit: "g", perHundred: true }, [100, 100, "g"]],
  [500, { amountMilli: 2_500, unit: "kg" }, [200, 1, "kg"]],
  [480, { amountMilli: 75_000, unit: "cl" }, [640, 1, "l"]],
  [1000, { amountMilli: 250_000, unit: "cm", perHundred: true }, [400, 1, "m"]],
  [400, { amountMilli: 40_000, unit: "piece" }, [10, 1, "piece"]],
  [250, { amountMilli: 500_000, unit: "mg" }, [500_000, 1, "kg"]],
] as const)("%s for %o", (amount, measure, [expected, quantity, unit]) => {
  const found = measurePrice(money(amount, "EUR"), { perHundred: false, ...measure });
  expect([found.price.amount, found.quantity, found.unit]).toEqual([expected, quantity, unit]);
});

test("what holds one of its reference costs what it costs", () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.constantFrom(...measureUnits), (amount, unit) => {
      const price = money(amount, "EUR");
      const one = ["mg", "g", "ml", "mm"].includes(unit) ? 1000 : ["cl", "cm"].includes(unit) ? 100 : 1;
      const many = unit === "mg" ? 1_000_000 : one;
      expect(measurePrice(price, { amountMilli: many * 1000, unit, perHundred: false }).price).toEqual(price);
    }),
  );
});
