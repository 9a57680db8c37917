import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quote } from "./quote.ts";
import type { QuoteDocumentInput } from "./quote-schemas.ts";

const vat = { name: "VAT", percent: "19" };
const document: QuoteDocumentInput = {
  currency: "EUR",
  taxIncluded: true,
  lines: [
    { id: "cup", unitPrice: "19.99", quantity: 3, taxes: [vat] },
    { unitPrice: 845, quantity: 7, discount: "0.15", taxes: [{ basisPoints: 700 }] },
  ],
  shipping: [{ unitPrice: 490, taxes: [vat] }],
};

test("a sale that is complete in itself", () => {
  const { totals, byTax, lines } = quote(document);
  expect([totals.items, totals.discount, totals.shipping, totals.total].map((one) => one.amount)).toEqual([
    11_912, 15, 490, 12_387,
  ]);
  expect(byTax).toEqual({ VAT: { base: 5451, tax: 1036 }, "700": { base: 5514, tax: 386 } });
  expect(lines.map((line) => line.id)).toEqual(["cup", "line 2"]);
});

test("each figure has its step", () => {
  expect(quote(document).trace.map((one) => one.step)).toEqual([
    "line",
    "tax",
    "line",
    "discount",
    "tax",
    "line",
    "tax",
    "total",
  ]);
  const abroad = { unitPrice: 1100, taxes: [{ percent: "22" }], listedTaxes: [{ percent: "10" }] };
  const { trace } = quote({ currency: "USD", taxIncluded: true, lines: [abroad], orderDiscount: 20 });
  expect(trace.slice(0, 3)).toEqual([
    { step: "net_kept", line: "line 1", listed: 1100, unitPrice: 1220 },
    { step: "line", line: "line 1", unitPrice: 1220, quantity: 1, amount: 1220 },
    { step: "discount", line: "line 1", own: 0, ofOrder: 20 },
  ]);
});

test("the trace alone adds up to the total", () => {
  const line = fc.record({
    unitPrice: fc.integer({ min: 1, max: 1_000_000 }),
    quantity: fc.integer({ min: 1, max: 50 }),
    taxes: fc.subarray([{ percent: "19" }, { percent: "2.5", compound: true }, { basisPoints: 997.5 }]),
  });
  const drawn = fc.record({
    currency: fc.constantFrom("JPY" as const, "EUR" as const, "KWD" as const, "CLF" as const),
    taxIncluded: fc.boolean(),
    rounding: fc.record({ level: fc.constantFrom("line" as const, "unit" as const, "order" as const) }),
    lines: fc.array(line, { minLength: 1, maxLength: 8 }),
  });
  fc.assert(
    fc.property(drawn, (given) => {
      const { trace, totals } = quote(given);
      const of = (step: string) =>
        trace.filter((one) => one.step === step).map((one) => ("amount" in one ? one.amount : 0));
      const added = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
      const tax = added(of("tax"));
      expect(added(of("line")) + (given.taxIncluded ? 0 : tax)).toBe(totals.total.amount);
      expect(tax).toBe(totals.tax.amount);
    }),
    { numRuns: 200 },
  );
});

describe("what cannot be is refused, and said", () => {
  const line = { unitPrice: 100, taxes: [{ percent: "19" }] };
  test.each<[string, QuoteDocumentInput]>([
    ["an amount of half a cent", { currency: "EUR", lines: [{ ...line, unitPrice: "1.005" }] }],
    ["an amount that is none", { currency: "EUR", lines: [{ ...line, unitPrice: "1,50" }] }],
    ["a discount above the price", { currency: "EUR", lines: [{ ...line, discount: 101 }] }],
    ["a negative discount", { currency: "EUR", lines: [{ ...line, discount: -1 }] }],
    ["an order's discount above the goods", { currency: "EUR", lines: [line], orderDiscount: 101 }],
    ["a discount on nothing", { currency: "EUR", lines: [], orderDiscount: 1 }],
    ["a rate that is none", { currency: "EUR", lines: [{ unitPrice: 1, taxes: [{ percent: "19 %" }] }] }],
    ["too much to count", { currency: "EUR", lines: [{ unitPrice: Number.MAX_SAFE_INTEGER, quantity: 2 }] }],
  ])("%s", (_what, given) => {
    expect(() => quote(given)).toThrow(RangeError);
  });
  test("a shape that is none", () => {
    expect(() => quote({ currency: "EUR", lines: [{ unitPrice: 1, taxes: [{}] }] })).toThrow(/percent or basisPoints/);
  });
});
