import { enterCode } from "@meridian/core/carts";
import { EnterCode } from "@meridian/core/carts/schemas";
import { explainOrder, getOrder, listOrders } from "@meridian/core/orders";
import { ListOrders } from "@meridian/core/orders/schemas";
import { addCode, setPromotion } from "@meridian/core/promotions";
import { AddCode, SetPromotion } from "@meridian/core/promotions/schemas";
import { listRates, removeRate } from "@meridian/core/tax";
import { ListTaxRates } from "@meridian/core/tax/schemas";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPayingShop, type PayingShop } from "./support/paying-shop.ts";

let paying: PayingShop;
beforeAll(async () => {
  paying = await openPayingShop({
    goods: [
      [1999, 20],
      [333, 20],
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
