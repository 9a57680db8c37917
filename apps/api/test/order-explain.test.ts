import { enterCode } from "@meridian/core/carts";
import { EnterCode } from "@meridian/core/carts/schemas";
import { cancelOrder, explainOrder, getOrder, listOrders, refundOrder } from "@meridian/core/orders";
import { CancelOrder, ListOrders, type Order, RefundOrder } from "@meridian/core/orders/schemas";
import { addCode, setPromotion } from "@meridian/core/promotions";
import { AddCode, SetPromotion } from "@meridian/core/promotions/schemas";
import {
  addCountryPreset,
  getTaxPolicy,
  getTaxSettings,
  listRates,
  removeRate,
  setRate,
  setTaxPolicy,
  setTaxSettings,
} from "@meridian/core/tax";
import { ListTaxRates, SetTaxRate, TaxPolicy, TaxSettings } from "@meridian/core/tax/schemas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPayingShop, type PayingShop } from "./support/paying-shop.ts";

let paying: PayingShop;
beforeAll(async () => {
  paying = await openPayingShop({
    goods: [
      [1999, 50],
      [333, 50],
    ],
  });
});
afterAll(() => paying.close());

it("an order is explained from itself alone, and says so where a stored amount is another", async () => {
  const staff = paying.shop.staff();
  const effect = { kind: "order_percentage", ppm: 100_000 };
  const { id: promotionId } = await setPromotion(
    staff,
    SetPromotion.parse({ name: "Spring", trigger: "code", effect }),
  );
  await addCode(staff, AddCode.parse({ promotionId, code: "SPRING" }));
  const ready = await paying.readyCart([
    [0, 2],
    [1, 3],
  ]);
  const cart = await enterCode(paying.shop.shopper(), EnterCode.parse({ cartId: ready.id, code: "SPRING" }));
  const placed = await paying.place(cart);
  await paying.pay(placed);
  await paying.confirm(placed);
  const { items } = await listOrders(staff, ListOrders.parse({ first: 1 }));
  const order = await getOrder(staff, { id: items[0]?.id ?? "ord_" });

  // What the shop sells and taxes by now is gone.
  for (const { id, version } of (await listRates(staff, ListTaxRates.parse({}))).items) {
    await removeRate(staff, { id, version });
  }
  const why = await explainOrder(staff, { id: order.id });
  expect([why.agrees, why.differences]).toEqual([true, []]);
  expect(why.recalculated.total).toEqual(order.totals.total);
  expect(why.lines.map(({ id, title }) => [id, title])).toEqual(order.lines.map(({ id, title }) => [id, title]));
  for (const line of why.lines) {
    expect(line.price).toContainEqual(expect.objectContaining({ step: "candidate", outcome: "chosen" }));
    expect(line.taxes.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(line.tax.amount);
    expect(line.gross.amount).toBe(line.net.amount + line.tax.amount);
  }
  expect(why.promotions.map(({ name }) => name)).toContain("Spring");
  expect(why.promotions.reduce((sum, { amount }) => sum + amount, 0)).toBe(order.totals.discount.amount);
  expect(why.taxSource).toEqual({ kind: "builtin" });

  const first = order.lines[0];
  await paying.shop.database.owner.query(
    `update ${paying.shop.tenant.schema}.order_lines set tax_amount = tax_amount + 1, net_amount = net_amount - 1 where id = $1`,
    [first?.id],
  );
  const wrong = await explainOrder(staff, { id: order.id });
  const tax = first?.tax.amount ?? 0;
  expect([wrong.agrees, wrong.differences]).toEqual([
    false,
    [
      {
        of: "line",
        lineId: first?.id,
        figure: "tax",
        stored: { amount: tax + 1, currency: "EUR" },
        recalculated: { amount: tax, currency: "EUR" },
      },
    ],
  ]);
});

describe("what decided an order is renamed away, and it is the same to the minor unit", () => {
  /** Everything that prices, discounts and taxes are read from. */
  const settings = [
    "tax_rates",
    "tax_settings",
    "prices",
    "price_lists",
    "price_list_prices",
    "promotions",
    "promotion_codes",
    "exchange_rates",
    "shipping_methods",
    "markets",
    "variants",
    "products",
    "shop_settings",
  ];
  const rename = async (from: string, to: string) => {
    for (const table of settings) {
      const { schema } = paying.shop.tenant;
      await paying.shop.database.owner.query(`alter table ${schema}.${from}${table} rename to ${to}${table}`);
    }
  };
  const buy = async (): Promise<Order> => {
    const cart = await paying.readyCart([
      [0, 3],
      [1, 7],
    ]);
    const placed = await paying.place(cart);
    await paying.pay(placed);
    await paying.confirm(placed);
    const { items } = await listOrders(paying.shop.staff(), ListOrders.parse({ first: 1 }));
    return getOrder(paying.shop.staff(), { id: items[0]?.id ?? "ord_" });
  };
  const tax = async (rounding: object, policy: object) => {
    const staff = paying.shop.staff();
    const { version } = await getTaxSettings(staff, {});
    await setTaxSettings(staff, TaxSettings.parse({ ...rounding, version }));
    const { version: stands } = await getTaxPolicy(staff, {});
    await setTaxPolicy(staff, TaxPolicy.parse({ ...policy, version: stands }));
  };

  it.each<[string, { roundingLevel: string; roundingMode: string }, object, number]>([
    ["order", { roundingLevel: "order", roundingMode: "half-even" }, { severalTaxes: "together" }, 333_333],
    ["unit", { roundingLevel: "unit", roundingMode: "half-up" }, { shippingTax: "proportional" }, 71_000],
    // What is paid is less than the tax on it: the net that is left is negative.
    ["line", { roundingLevel: "line", roundingMode: "half-down" }, { discounts: "after_tax" }, 950_000],
  ])("rounded per %s", async (_level, rounding, more, ppm) => {
    const staff = paying.shop.staff();
    await addCountryPreset(staff, { country: "DE" });
    const rates = (await listRates(staff, ListTaxRates.parse({}))).items;
    if (rates.every(({ priority }) => priority === 1)) {
      const levy = { country: "DE", name: "Levy", ratePpm: 12_345, priority: 2, compound: true };
      await setRate(staff, SetTaxRate.parse(levy));
    }
    await tax(rounding, "discounts" in more ? { countries: [{ country: "DE", ...more }] } : more);
    const effect = { kind: "order_percentage", ppm };
    const { id, version } = await setPromotion(
      staff,
      SetPromotion.parse({ name: "Off", trigger: "automatic", effect }),
    );
    const order = await buy();
    await setPromotion(
      staff,
      SetPromotion.parse({ id, version, name: "Off", trigger: "automatic", effect, active: false }),
    );
    expect(order.taxLines.map(({ name }) => name)).toEqual(expect.arrayContaining(["MwSt.", "Levy"]));
    expect(order.totals.discount.amount).toBeGreaterThan(0);
    if ("discounts" in more) expect(order.totals.tax.amount).toBeGreaterThan(order.total.amount);

    await rename("", "gone_");
    try {
      const agree = async () => {
        const why = await explainOrder(staff, { id: order.id });
        expect([why.agrees, why.differences]).toEqual([true, []]);
        const { items, discount, shipping, tax: taxes, total } = order.totals;
        expect(why.recalculated).toMatchObject({ items, discount, shipping, tax: taxes, total });
        expect(why.taxLines).toEqual(order.taxLines.map((line) => expect.objectContaining({ tax: line.tax })));
      };
      await agree();
      const lines = [{ orderLineId: order.lines[1]?.id, quantity: 2 }];
      const back = { orderId: order.id, reason: "Broken", amount: 1 };
      const { order: once } = await refundOrder(
        paying.shop.staff("support"),
        RefundOrder.parse({ ...back, version: order.version, lines }),
      );
      await agree();
      const { order: gone } = await cancelOrder(
        paying.shop.staff("support"),
        CancelOrder.parse({ orderId: order.id, version: once.version, reason: "Changed mind", refund: true }),
      );
      await agree();
      const returned = gone.refunds.reduce(
        (all, one) => [(all[0] ?? 0) + one.amount.amount, (all[1] ?? 0) + one.tax.amount],
        [0, 0],
      );
      expect(returned).toEqual([order.total.amount, order.totals.tax.amount]);
    } finally {
      await rename("gone_", "");
    }
  });
});
