import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { money } from "../../kernel/money.ts";
import type { AppliedTax, TaxTreatment } from "../schemas.ts";
import { calculate, type Calculation, type CalculationInput, type CalculationLine } from "./calculate.ts";

const vat = (ratePpm: number): AppliedTax => ({ rateId: `txr_${ratePpm}`, name: "VAT", ratePpm, compound: false });
const standard: TaxTreatment = { reason: "standard", taxes: [vat(190_000)] };
const reduced: TaxTreatment = { reason: "reduced", taxes: [vat(70_000)] };
const exempt: TaxTreatment = { reason: "exempt", taxes: [] };
const stacked: TaxTreatment = {
  reason: "standard",
  taxes: [vat(50_000), { ...vat(99_750), compound: true }],
};

const line = (id: string, amount: number, quantity: number, treatment = standard): CalculationLine => {
  return { id, unitPrice: money(amount, "EUR"), quantity, treatment };
};
const input = (more: Partial<CalculationInput>): CalculationInput => ({
  currency: "EUR",
  taxIncluded: true,
  rounding: { level: "line", mode: "half-up" },
  lines: [],
  shipping: null,
  ...more,
});

test("a German cart: prices with 19 % and 7 %, shipping with 19 %", () => {
  const result = calculate(
    input({ lines: [line("a", 1999, 3), line("b", 845, 7, reduced)], shipping: line("shipping", 490, 1) }),
  );
  expect(result.totals).toEqual({
    items: money(11_912, "EUR"),
    shipping: money(490, "EUR"),
    net: money(10_979, "EUR"),
    tax: money(1423, "EUR"),
    total: money(12_402, "EUR"),
    taxIncluded: true,
  });
  expect(result.taxLines.map(({ ratePpm, base, tax }) => [ratePpm, base.amount, tax.amount])).toEqual([
    [190_000, 5451, 1036],
    [70_000, 5528, 387],
  ]);
});

test("an American cart: tax is added, and shipping that is not taxed says so", () => {
  const shipping = line("shipping", 500, 1, exempt);
  const { totals, taxLines } = calculate(input({ taxIncluded: false, lines: [line("a", 2000, 2)], shipping }));
  expect([totals.items.amount, totals.shipping.amount, totals.tax.amount, totals.total.amount]).toEqual([
    4000, 500, 760, 5260,
  ]);
  expect(taxLines.map(({ reason, rateId, tax }) => [reason, rateId, tax.amount])).toEqual([
    ["standard", "txr_190000", 760],
    ["exempt", null, 0],
  ]);
});

describe("whatever is in the cart", () => {
  const drawn = fc.record({
    currency: fc.constantFrom("JPY" as const, "EUR" as const, "KWD" as const, "CLF" as const),
    taxIncluded: fc.boolean(),
    level: fc.constantFrom("line" as const, "unit" as const, "order" as const),
    mode: fc.constantFrom("half-up" as const, "half-even" as const),
    lines: fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 5_000_000 }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.constantFrom(standard, reduced, exempt, stacked),
      ),
      { maxLength: 12 },
    ),
    shipping: fc.option(fc.integer({ min: 0, max: 10_000 })),
  });
  type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;
  const toInput = ({ currency, taxIncluded, level, mode, lines, shipping }: Drawn): CalculationInput => ({
    currency,
    taxIncluded,
    rounding: { level, mode },
    lines: lines.map(([amount, quantity, treatment], i) => ({
      id: `l${i}`,
      quantity,
      treatment,
      unitPrice: money(amount, currency),
    })),
    shipping:
      shipping === null ? null : { id: "s", unitPrice: money(shipping, currency), quantity: 1, treatment: standard },
  });
  const rows = ({ lines, shipping }: Calculation) => (shipping === null ? lines : [...lines, shipping]);
  const added = (list: readonly { amount: number }[]): number => list.reduce((all, { amount }) => all + amount, 0);

  test("net + tax = gross, the lines make the totals, and so do the tax lines", () => {
    fc.assert(
      fc.property(drawn, (given) => {
        const result = calculate(toInput(given));
        const { totals } = result;
        for (const row of rows(result)) {
          expect(row.net.amount + row.tax.amount).toBe(row.gross.amount);
          expect(added(row.taxes.map((one) => one.amount))).toBe(row.tax.amount);
          expect(row.total.amount).toBe(given.taxIncluded ? row.gross.amount : row.net.amount);
          expect(Math.min(row.net.amount, row.tax.amount)).toBeGreaterThanOrEqual(0);
        }
        expect(added(rows(result).map((row) => row.gross))).toBe(totals.total.amount);
        expect(added(rows(result).map((row) => row.tax))).toBe(totals.tax.amount);
        expect(added(result.taxLines.map((one) => one.tax))).toBe(totals.tax.amount);
        expect(totals.net.amount + totals.tax.amount).toBe(totals.total.amount);
        const shown = totals.items.amount + totals.shipping.amount;
        expect(shown + (given.taxIncluded ? 0 : totals.tax.amount)).toBe(totals.total.amount);
      }),
      { numRuns: 300 },
    );
  });

  test("the order of the lines decides nothing but who gets a remainder", () => {
    fc.assert(
      fc.property(drawn, (given) => {
        const once = calculate(toInput(given));
        const turned = calculate(toInput({ ...given, lines: given.lines.toReversed() }));
        expect(turned.totals).toEqual(once.totals);
        expect(turned.taxLines.map((one) => one.tax)).toEqual(once.taxLines.map((one) => one.tax));
      }),
      { numRuns: 100 },
    );
  });

  test("computing again from the answer gives the answer", () => {
    fc.assert(
      fc.property(drawn, (given) => {
        const once = calculate(toInput(given));
        const again = calculate({
          ...toInput(given),
          lines: once.lines.map(({ id, quantity, reason, taxes, unitPrice }) => ({
            id,
            quantity,
            unitPrice: money(unitPrice.amount, unitPrice.currency),
            treatment: { reason, taxes },
          })),
        });
        expect(again.totals).toEqual(once.totals);
        expect(again.taxLines).toEqual(once.taxLines);
      }),
      { numRuns: 100 },
    );
  });
});
