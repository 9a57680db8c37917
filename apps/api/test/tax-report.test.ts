import { exportTaxReport, getOrder, listOrders, refundOrder, taxReport } from "@meridian/core/orders";
import { ListOrders, RefundOrder } from "@meridian/core/orders/schemas";
import { TaxReportPeriod } from "@meridian/core/tax";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPayingShop, type PayingShop } from "./support/paying-shop.ts";

let paying: PayingShop;
beforeAll(async () => {
  paying = await openPayingShop({ goods: [[1999, 50]] });
});
afterAll(() => paying.close());

it("adds up what orders bore and what was given back of it", async () => {
  const placed = await paying.place(await paying.readyCart([[0, 3]]));
  await paying.pay(placed, { card: "4242424242424242" });
  await paying.confirm(placed);
  const { items } = await listOrders(paying.shop.staff(), ListOrders.parse({ first: 1 }));
  const order = await getOrder(paying.shop.staff(), { id: items[0]?.id ?? "ord_" });
  const { refund } = await refundOrder(
    paying.shop.staff("support"),
    RefundOrder.parse({
      orderId: order.id,
      version: order.version,
      reason: "Goodwill",
      lines: [{ orderLineId: order.lines[0]?.id, quantity: 1 }],
      shippingAmount: 100,
    }),
  );
  const day = order.placedAt.slice(0, 10);
  const around = { from: new Date(Date.parse(day) - 86_400_000), until: new Date(Date.parse(day) + 86_400_000) };
  const period = {
    from: around.from.toISOString().slice(0, 10),
    until: around.until.toISOString().slice(0, 10),
    country: null,
  };
  const { rows } = await taxReport(paying.shop.staff(), TaxReportPeriod.parse(period));
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + of(row), 0);
  expect(sum((row) => row.tax.amount)).toBe(order.totals.tax.amount);
  expect(sum((row) => row.taxable.amount)).toBe(order.total.amount - order.totals.tax.amount);
  expect(sum((row) => row.refundedTax.amount)).toBe(refund.tax.amount);
  expect(sum((row) => row.refundedTaxable.amount)).toBe(refund.amount.amount - refund.tax.amount);
  expect(rows.every((row) => row.country === order.country)).toBe(true);
  const file = await exportTaxReport(paying.shop.staff(), TaxReportPeriod.parse(period));
  expect(file.csv.split("\r\n")).toHaveLength(rows.length + 2);
  const elsewhere = await taxReport(paying.shop.staff(), TaxReportPeriod.parse({ ...period, country: "JP" }));
  expect(elsewhere.rows).toEqual([]);
});

it.each([
  { from: "2026-02-01", until: "2026-01-01" },
  { from: "2020-01-01", until: "2026-01-01" },
  { from: "2026-02-30", until: "2026-03-01" },
])("a period from $from to $until is none", (period) => {
  expect(TaxReportPeriod.safeParse(period).success).toBe(false);
});
