import fc from "fast-check";
import { expect, test } from "vitest";
import { refundMovements, taxReportCsv, type TaxMovement, taxReportRows, ossReturn } from "./tax-report.ts";

const place = { country: "FR", region: null, mechanism: "oss", currency: "EUR" as const };
const sold = (ratePpm: number, taxable: number, tax: number): TaxMovement => {
  return { ...place, kind: "sold", reason: "standard", name: "TVA", ratePpm, taxable, tax };
};

test("sales and refunds of one rate make one row, higher rates first", () => {
  const back = refundMovements(place, {
    gross: 1200,
    tax: 200,
    reason: "standard",
    taxes: [{ name: "TVA", ratePpm: 200_000, amount: 2000 }],
  });
  const rows = taxReportRows([sold(55_000, 1000, 55), sold(200_000, 10_000, 2000), ...back]);
  expect(rows.map((row) => [row.ratePpm, row.netTaxable.amount, row.netTax.amount])).toEqual([
    [200_000, 9000, 1800],
    [55_000, 1000, 55],
  ]);
  expect(ossReturn([...rows, ...taxReportRows([{ ...sold(200_000, 1, 1), mechanism: "domestic" }])])).toEqual(rows);
});

test("a refund's tax is shared between its taxes to the last unit", () => {
  const taxes = fc.array(fc.record({ name: fc.string(), ratePpm: fc.nat(300_000), amount: fc.nat(1_000_000) }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(taxes, fc.nat(1_000_000), fc.nat(1_000_000), (list, net, tax) => {
      const parts = refundMovements(place, { gross: net + tax, tax, reason: "standard", taxes: list });
      const shared = parts.reduce((all, part) => all + part.tax, 0);
      expect(shared).toBe(net + tax === 0 ? 0 : tax);
    }),
    { numRuns: 200 },
  );
});

test("as a file a name is never a formula", () => {
  const csv = taxReportCsv(taxReportRows([{ ...sold(99_750, 10_000, 998), name: '=HYPERLINK("x")' }]));
  expect(csv.split("\r\n")[1]).toBe(
    `FR,,oss,standard,"'=HYPERLINK(""x"")",9.975,EUR,100.00,9.98,0.00,0.00,100.00,9.98`,
  );
});
