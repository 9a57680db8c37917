import { readiness } from "@meridian/core/checkout";
import { getOrder, listOrders, refundOrder } from "@meridian/core/orders";
import { ListOrders, RefundOrder } from "@meridian/core/orders/schemas";
import { describe, expect, it } from "vitest";
import { openPayingShop, type PayingShop, type PayingShopOptions } from "./support/paying-shop.ts";

async function withShop(options: PayingShopOptions, work: (paying: PayingShop) => Promise<void>): Promise<void> {
  const paying = await openPayingShop(options);
  try {
    await work(paying);
  } finally {
    await paying.close();
  }
}

async function newest(paying: PayingShop) {
  const { items } = await listOrders(paying.shop.staff(), ListOrders.parse({ first: 1 }));
  return getOrder(paying.shop.staff(), { id: items[0]?.id ?? "ord_" });
}

const kinds: (PayingShopOptions & { charged: number })[] = [
  { currency: "USD", country: "DE", goods: [[1999, 5]], shipping: 499, taxDisplay: "exclusive", charged: 5352 },
];

describe("a sale and its refund", () => {
  it.each(kinds)("in $currency, tax $taxDisplay, to the minor unit", async ({ charged, ...options }) => {
    await withShop(options, async (paying) => {
      const cart = await paying.readyCart([[0, 2]]);
      const placed = await paying.place(cart);
      await paying.pay(placed);
      const { order } = await paying.confirm(placed);
      expect(order?.totals.total).toEqual(cart.totals.total);
      expect((await paying.ledger()).charges.map((charge) => charge.amount)).toEqual([charged]);
      const full = await newest(paying);
      const { refund } = await refundOrder(
        paying.shop.staff(),
        RefundOrder.parse({
          orderId: full.id,
          version: full.version,
          lines: [{ orderLineId: full.lines[0]?.id, quantity: 2 }],
          shippingAmount: full.shippingGross.amount,
          reason: "All of it",
        }),
      );
      expect([refund.amount, refund.tax]).toEqual([full.total, full.totals.tax]);
      expect((await paying.ledger()).refunds.map((one) => one.amount)).toEqual([charged]);
    });
  });

  it("of nothing to pay is an order at once, and asks no provider", async () => {
    await withShop({ goods: [[0, 5]], shipping: 0 }, async (paying) => {
      const placed = await paying.place(await paying.readyCart([[0, 1]]));
      expect(placed).toMatchObject({
        state: "completed",
        redirectUrl: `http://shop.test/done?checkout=${placed.checkoutId}`,
      });
      expect(await newest(paying)).toMatchObject({
        total: { amount: 0 },
        payments: [{ provider: "none", state: "paid" }],
      });
      expect((await paying.ledger()).charges).toEqual([]);
    });
  });
});

describe("readiness", () => {
  it("names what is there and what is missing", async () => {
    await withShop({}, async (paying) => {
      const ready = await readiness(paying.shop.staff("viewer"), {});
      expect(ready.ready).toBe(true);
      expect(ready.steps.map(({ step }) => step)).toEqual([
        "products",
        "market",
        "prices",
        "tax_rates",
        "shipping",
        "payments",
      ]);
      await paying.shop.database.app.pool.query(`delete from ${paying.shop.tenant.schema}.tax_rates`);
      const { steps } = await readiness(paying.shop.staff(), {});
      expect(steps.filter(({ done }) => !done)).toMatchObject([
        { step: "tax_rates", missing: ["DE"], market: { name: "Home" } },
      ]);
    });
  });
});

/** Statements of a whole checkout over all its requests; `begin` and `commit` are counted apart. */
const statementBudget = 38;

it("takes few statements from the empty cart to the order", async () => {
  await withShop({}, async (paying) => {
    const { statements } = paying.shop.database;
    const mark = (): [number, number] => {
      const all = statements.splice(0);
      return [all.filter((text) => !/^(begin|commit)/.test(text)).length, all.length];
    };
    mark();
    const cart = await paying.readyCart([[0, 1]]);
    const shopping = mark();
    const placed = await paying.place(cart, "key");
    const placing = mark();
    await paying.pay(placed);
    await paying.confirm(placed);
    const confirming = mark();
    const figures = { shopping, placing, confirming };
    process.stdout.write(`statements (without, with begin and commit): ${JSON.stringify(figures)}\n`);
    expect(shopping[0] + placing[0] + confirming[0]).toBeLessThanOrEqual(statementBudget);
  });
});
