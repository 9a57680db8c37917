import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ratio } from "../../kernel/ratio.ts";
import type { AppliedTax } from "../schemas.ts";
import { rounded, textOf, total } from "./exact.ts";
import { exactTaxes, taxAmounts, type TaxBase } from "./tax-amounts.ts";

const tax = (ratePpm: number, more: Partial<AppliedTax> = {}): AppliedTax => {
  return { rateId: `txr_${ratePpm}`, name: "VAT", ratePpm, compound: false, ...more };
};
const base = (amount: number, more: Partial<TaxBase> = {}): TaxBase => {
  return { amount, quantity: 1, inclusive: false, taxes: [tax(190_000)], ...more };
};
const perLine = { level: "line", mode: "half-up" } as const;
const amountsOf = (lines: readonly TaxBase[], rounding: Parameters<typeof taxAmounts>[1]): number[][] =>
  taxAmounts(lines, rounding).map((taxes) => taxes.map((one) => one.amount));

describe("before rounding", () => {
  test("an inclusive price contains p·r/(1+r)", () => {
    expect(exactTaxes(base(11900, { inclusive: true }))).toEqual([ratio(1900n, 1n)]);
    expect(exactTaxes(base(100, { inclusive: true })).map(textOf)).toEqual(["1900/119"]);
  });
  test("taxes stack on the net price; a compound one also bears those before it", () => {
    const taxes = [tax(50_000), tax(85_000, { compound: true })];
    expect(exactTaxes(base(10_000, { taxes })).map(textOf)).toEqual(["500", "1785/2"]);
    const stacked = [tax(50_000), tax(85_000)];
    expect(exactTaxes(base(10_000, { taxes: stacked })).map(textOf)).toEqual(["500", "850"]);
  });
});

describe("rounding", () => {
  const three = [base(50, { taxes: [tax(190_000)] }), base(50), base(50)];

  test("per line each line rounds for itself, per order the sum does", () => {
    // 50 · 19 % = 9.5; three lines: 10 + 10 + 10, or 28.5 → 29 over the order.
    expect(amountsOf(three, perLine)).toEqual([[10], [10], [10]]);
    expect(amountsOf(three, { level: "order", mode: "half-up" })).toEqual([[10], [10], [9]]);
  });
  test("half-even meets the tie at the even neighbour", () => {
    expect(amountsOf([base(50)], { level: "line", mode: "half-even" })).toEqual([[10]]);
    expect(amountsOf([base(150)], { level: "line", mode: "half-even" })).toEqual([[28]]);
    expect(amountsOf([base(150)], perLine)).toEqual([[29]]);
  });
  test("per unit the tax of one piece is rounded, times the quantity", () => {
    const line = base(150, { quantity: 3 });
    expect(amountsOf([line], { level: "unit", mode: "half-up" })).toEqual([[30]]);
    expect(amountsOf([line], perLine)).toEqual([[29]]);
  });
  test("several taxes of a line round each, or together", () => {
    const line = base(1, { taxes: [tax(450_000), tax(450_001)] });
    expect(amountsOf([line], perLine)).toEqual([[0, 0]]);
    expect(amountsOf([line], { ...perLine, severalTaxes: "together" })).toEqual([[0, 1]]);
  });
  test("a surcharge taken back weighs in with its sign", () => {
    expect(amountsOf([base(150), base(-50)], { level: "order", mode: "half-up" })).toEqual([[29], [-10]]);
  });
  test("rates of one name and height are one tax, whichever class they came with", () => {
    const other = base(50, { taxes: [tax(190_000, { rateId: "txr_shipping" })] });
    expect(amountsOf([base(50), other, base(50)], { level: "order", mode: "half-up" })).toEqual([[10], [10], [9]]);
  });
  test("over the order each tax rounds for itself", () => {
    const lines = [base(50), base(50, { taxes: [tax(70_000)] }), base(50)];
    expect(amountsOf(lines, { level: "order", mode: "half-up" })).toEqual([[10], [4], [9]]);
  });
});

test("over the order, whatever the lines: each is within a unit of its exact tax, and they make the rounded sum", () => {
  const amount = fc.integer({ min: 0, max: 10_000_000 });
  const lines = fc.array(fc.tuple(amount, fc.boolean(), fc.constantFrom(0, 55_000, 190_000, 250_000)), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(lines, fc.constantFrom("half-up" as const, "half-even" as const), (drawn, mode) => {
      const bases = drawn.map(([value, inclusive, rate]) => base(value, { inclusive, taxes: [tax(rate)] }));
      const result = taxAmounts(bases, { level: "order", mode }).flat();
      for (const { exact, amount: got } of result) {
        const distance = BigInt(got) * exact.den - exact.num;
        expect((distance < 0n ? -distance : distance) < exact.den).toBe(true);
      }
      for (const group of Map.groupBy(result, (one) => one.tax.rateId).values()) {
        const sum = group.reduce((all, one) => all + one.amount, 0);
        expect(sum).toBe(rounded(total(group.map((one) => one.exact)), mode));
      }
    }),
    { numRuns: 200 },
  );
});
