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

const afterTax: TaxTreatment = { ...standard, discounts: "after_tax" };
const inParts: TaxTreatment = {
  reason: "standard",
  taxes: [
    { ...vat(190_000), part: { of: 0, weight: 5900 } },
    { ...vat(70_000), part: { of: 1, weight: 4100 } },
  ],
};

const line = (id: string, amount: number, quantity: number, treatment = standard, discount = 0): CalculationLine => {
  return { id, unitPrice: money(amount, "EUR"), quantity, discount: money(discount, "EUR"), treatment };
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
    discount: money(0, "EUR"),
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

describe("discounts", () => {
  test("lower what is taxed", () => {
    const { totals, lines } = calculate(input({ taxIncluded: false, lines: [line("a", 1000, 2, standard, 1000)] }));
    expect([totals.items, totals.discount, totals.net, totals.tax, totals.total].map((one) => one.amount)).toEqual([
      2000, 1000, 1000, 190, 1190,
    ]);
    expect(lines[0]).toMatchObject({ subtotal: { amount: 2000 }, total: { amount: 1000 } });
  });
  test("after tax lower only what is paid", () => {
    const { totals } = calculate(input({ taxIncluded: false, lines: [line("a", 1000, 2, afterTax, 1000)] }));
    expect([totals.net.amount, totals.tax.amount, totals.total.amount]).toEqual([1000, 380, 1380]);
  });
  test("of an order go to the lines by what these come to, never to shipping", () => {
    const lines = [line("a", 1000, 1), line("b", 500, 1, reduced), line("c", 500, 1)];
    const result = calculate(input({ lines, shipping: line("s", 500, 1), orderDiscount: money(1001, "EUR") }));
    expect(result.lines.map((one) => one.discount.amount)).toEqual([501, 250, 250]);
    expect(result.shipping?.discount.amount).toBe(0);
  });
  test.each([
    ["more than the line", line("a", 1000, 2, standard, 2001)],
    ["less than nothing", line("a", 1000, 2, standard, -1)],
  ])("%s are refused", (_what, wrong) => {
    expect(() => calculate(input({ lines: [wrong] }))).toThrow("a discount lies between");
  });
});

test("shipping in parts is taxed like the goods it carries", () => {
  const { shipping } = calculate(input({ shipping: line("s", 1000, 1, inParts) }));
  // 590 at 19 % contain 94, 410 at 7 % contain 27.
  expect(shipping?.taxes.map((tax) => [tax.base.amount, tax.amount.amount])).toEqual([
    [496, 94],
    [383, 27],
  ]);
});

test("a price across a border keeps its net where its taxes are named", () => {
  const kept = { ...line("a", 1100, 2, { reason: "standard", taxes: [vat(220_000)] }), listedTaxes: [vat(100_000)] };
  expect(calculate(input({ lines: [kept] })).totals).toMatchObject({ net: { amount: 2000 }, total: { amount: 2440 } });
  const exported = { ...line("a", 1190, 1, { reason: "export", taxes: [] }), listedTaxes: [vat(190_000)] };
  expect(calculate(input({ lines: [exported] })).totals.total.amount).toBe(1000);
});

test("remainders of the order's rounding are shown where they went", () => {
  const lines = ["a", "b", "c"].map((id) => line(id, 50, 1));
  const result = calculate(input({ taxIncluded: false, rounding: { level: "order", mode: "half-up" }, lines }));
  // 9.5 each is 10 alone; 28.5 together is 29.
  expect(result.lines.map((one) => one.taxes[0]?.remainder)).toEqual([0, 0, -1]);
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
        fc.constantFrom(standard, reduced, exempt, stacked, afterTax, inParts),
        fc.integer({ min: 0, max: 100 }),
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
    lines: lines.map(([amount, quantity, treatment, percentOff], i) => ({
      id: `l${i}`,
      quantity,
      treatment,
      unitPrice: money(amount, currency),
      discount: money(Math.floor((amount * quantity * percentOff) / 100), currency),
    })),
    shipping:
      shipping === null
        ? null
        : {
            id: "s",
            unitPrice: money(shipping, currency),
            quantity: 1,
            discount: money(0, currency),
            treatment: standard,
          },
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
          expect(row.total.amount).toBe(row.subtotal.amount - row.discount.amount);
          expect(row.discount.amount).toBeLessThanOrEqual(row.subtotal.amount);
          expect(row.tax.amount).toBeGreaterThanOrEqual(0);
          if (row.discounts === "before_tax") expect(row.net.amount).toBeGreaterThanOrEqual(0);
        }
        expect(added(rows(result).map((row) => row.gross))).toBe(totals.total.amount);
        expect(added(rows(result).map((row) => row.tax))).toBe(totals.tax.amount);
        expect(added(result.taxLines.map((one) => one.tax))).toBe(totals.tax.amount);
        expect(totals.net.amount + totals.tax.amount).toBe(totals.total.amount);
        const shown = totals.items.amount + totals.shipping.amount - totals.discount.amount;
        expect(added([result.parts.includedTax, result.parts.addedTax])).toBe(totals.tax.amount);
        expect(added([result.parts.items.gross, result.parts.shipping.gross])).toBe(totals.total.amount);
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
          lines: once.lines.map(({ id, quantity, reason, taxes, discounts, unitPrice, discount }) => ({
            id,
            quantity,
            unitPrice: money(unitPrice.amount, unitPrice.currency),
            discount: money(discount.amount, discount.currency),
            treatment: { reason, taxes, discounts },
          })),
        });
        expect(again.totals).toEqual(once.totals);
        expect(again.taxLines).toEqual(once.taxLines);
      }),
      { numRuns: 100 },
    );
  });
});
