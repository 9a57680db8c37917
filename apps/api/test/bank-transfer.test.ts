import { adjustStock, availability } from "@meridian/core/inventory";
import { AdjustStock } from "@meridian/core/inventory/schemas";
import { setCrashHook } from "@meridian/core/platform/crash";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ok, send } from "./support/http.ts";
import { openPayingShop, type PayingShop } from "./support/paying-shop.ts";
import { sessionOf } from "./support/sellable.ts";

let shop: PayingShop;
beforeAll(async () => {
  shop = await openPayingShop({ paymentMethods: ["card", "customer_balance"], goods: [[1999, 8]] });
});
afterAll(() => shop.close());

/** What Stripe tells when money has come. */
const arrived = "customer_cash_balance_transaction.created";
const later = { later: "customer_balance" };
const days = (count: number) => shop.shop.clock.advance(count * 24 * 3600);
const transfer = async ({ redirectUrl }: { redirectUrl: string | null }, amount?: number) =>
  ok(await send(`${shop.stripe.url}/_dev/transfer/${sessionOf(redirectUrl ?? "")}`, { body: { amount } }));
const left = async () => {
  const id = shop.variantIds[0] ?? "";
  return (await availability(shop.shop.service().db, [id])).get(id)?.available;
};
const awaiting = async () => {
  const cart = await shop.readyCart([[0, 1]]);
  const placed = await shop.place(cart);
  expect(await shop.pay(placed, later)).toBe(200);
  return { cart, placed, view: await shop.confirm(placed) };
};
const told = async (checkoutId: string) => {
  const sql = "select type, payload from {t}.outbox_events where aggregate_id = $1 order by seq";
  const text = sql.replaceAll("{t}", shop.shop.tenant.schema);
  return (await shop.shop.database.app.pool.query(text, [checkoutId])).rows.map(({ type }) => String(type));
};

test("a bank transfer keeps the goods while it is awaited, also in parts, and then it is an order", async () => {
  const before = await left();
  const { cart, placed, view } = await awaiting();
  expect(view).toMatchObject({
    state: "processing",
    order: null,
    instructions: {
      kind: "bank_transfer",
      remaining: cart.totals.total,
      reference: expect.stringMatching(/\S/),
      accounts: [expect.arrayContaining([{ field: "iban", value: expect.stringMatching(/^DE\d{20}$/) }])],
    },
  });
  days(2);
  await shop.sweep();
  expect(await left()).toBe((before ?? 0) - 1);
  await transfer(placed, 1000);
  await shop.hear(arrived);
  const { instructions } = await shop.confirm(placed);
  expect(instructions).toMatchObject({ remaining: { amount: cart.totals.total.amount - 1000 } });
  expect(instructions?.until).toBe(view.instructions?.until);
  await transfer(placed);
  await shop.hear(arrived);
  const done = await shop.confirm(placed);
  expect(done).toMatchObject({ state: "completed", instructions: null });
  expect(await left()).toBe((before ?? 0) - 1);
  expect(await told(placed.checkoutId)).toEqual(["checkout.payment_awaited", "checkout.payment_awaited"]);
});

test("a transfer of too much: the order is made, and what is over goes back, once", async () => {
  const { cart, placed } = await awaiting();
  await transfer(placed, cart.totals.total.amount + 700);
  await Promise.all([shop.confirm(placed), shop.hear(arrived)]);
  expect(await shop.confirm(placed)).toMatchObject({ state: "completed" });
  await transfer(placed, 300);
  await shop.hear(arrived);
  await shop.hear(arrived);
  const { refunds } = await shop.ledger();
  expect(refunds.map(({ amount }) => amount)).toEqual([700, 300]);
});

test.each(["begun", "called", "finished"])(
  "what is over goes back once, though it was cut off when %s",
  async (when) => {
    const { cart, placed } = await awaiting();
    const before = (await shop.ledger()).refunds.length;
    await transfer(placed, cart.totals.total.amount + 250);
    setCrashHook((point) => {
      if (point === `payments.send_surplus_back:${when}`) throw new Error("cut off");
    });
    await expect(shop.confirm(placed)).rejects.toThrow("cut off");
    setCrashHook(() => undefined);
    shop.shop.clock.advance(60);
    await shop.sweep();
    await shop.hear(arrived);
    expect(await shop.confirm(placed)).toMatchObject({ state: "completed" });
    expect((await shop.ledger()).refunds.slice(before).map(({ amount }) => amount)).toEqual([250]);
  },
);

test("a transfer that does not come gives the goods back and says so; money that comes later still makes the order", async () => {
  const before = await left();
  const { placed } = await awaiting();
  await transfer(placed, 500);
  days(8);
  await shop.sweep();
  expect(await shop.confirm(placed)).toMatchObject({
    state: "failed",
    reason: "transfer_incomplete",
    instructions: null,
  });
  expect(await left()).toBe(before);
  expect(await told(placed.checkoutId)).toContain("checkout.payment_failed");
  days(3);
  await transfer(placed);
  await shop.sweep();
  expect(await shop.confirm(placed)).toMatchObject({ state: "completed" });
  expect(await left()).toBe((before ?? 0) - 1);
});

test("a transfer that comes when the goods are gone, or the cart was ordered otherwise, goes back", async () => {
  const { cart, placed } = await awaiting();
  const other = await awaiting();
  days(8);
  await shop.sweep();
  expect(await shop.confirm(placed)).toMatchObject({ state: "failed", reason: "transfer_missing" });
  const again = await shop.place(cart);
  await shop.pay(again);
  expect(await shop.confirm(again)).toMatchObject({ state: "completed" });
  await transfer(placed);
  await shop.hear(arrived);
  expect(await shop.confirm(placed)).toMatchObject({ state: "refunding", reason: "checkout.cart_ordered" });

  const change = { kind: "set", onHand: 8 - ((await left()) ?? 0) };
  await adjustStock(shop.shop.staff(), AdjustStock.parse({ variantId: shop.variantIds[0], change }));
  expect(await left()).toBe(0);
  await transfer(other.placed);
  await shop.hear(arrived);
  expect(await shop.confirm(other.placed)).toMatchObject({ state: "refunding", reason: "inventory.out_of_stock" });
  const refund = (await shop.ledger()).refunds.at(-1);
  ok(await send(`${shop.stripe.url}/_dev/refunds/${refund?.id ?? ""}/settle`, { body: {} }));
  await shop.hear("refund.updated");
  expect(await shop.confirm(other.placed)).toMatchObject({ state: "refunded" });
});
