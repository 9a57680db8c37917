import { availability } from "@meridian/core/inventory";
import { listAwaited, payOtherwise, stopWaiting } from "@meridian/core/checkout";
import type { PlacedCheckout } from "@meridian/core/checkout/schemas";
import { setCrashHook } from "@meridian/core/platform/crash";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ok, send } from "./support/http.ts";
import { openPayingShop, type PayingShop } from "./support/paying-shop.ts";
import { sessionOf } from "./support/sellable.ts";

let shop: PayingShop;
beforeAll(async () => {
  shop = await openPayingShop({ paymentMethods: ["card", "customer_balance"], goods: [[1999, 40]] });
});
afterAll(() => shop.close());

const arrived = "customer_cash_balance_transaction.created";
const days = (count: number) => shop.shop.clock.advance(count * 24 * 3600);
const transfer = async ({ redirectUrl }: PlacedCheckout, amount?: number) =>
  ok(await send(`${shop.stripe.url}/_dev/transfer/${sessionOf(redirectUrl ?? "")}`, { body: { amount } }));
const left = async () => {
  const id = shop.variantIds[0] ?? "";
  return (await availability(shop.shop.service().db, [id])).get(id)?.available ?? 0;
};
const awaiting = async () => {
  const cart = await shop.readyCart([[0, 1]]);
  const placed = await shop.place(cart);
  expect(await shop.pay(placed, { later: "customer_balance" })).toBe(200);
  expect(await shop.confirm(placed)).toMatchObject({ state: "processing" });
  return { cart, placed };
};
const rows = async (sql: string, values: unknown[] = []) =>
  (await shop.shop.database.app.pool.query(sql.replaceAll("{t}", shop.shop.tenant.schema), values)).rows;
const ordersOf = async (cartId: string) =>
  (await rows("select id from {t}.orders where cart_id = $1", [cartId])).length;
const told = async (id: string) =>
  (await rows("select type from {t}.outbox_events where aggregate_id = $1 order by seq", [id])).map(({ type }) =>
    String(type),
  );
const refundsSince = async (before: number) => (await shop.ledger()).refunds.slice(before).map(({ amount }) => amount);
const refundsNow = async () => (await shop.ledger()).refunds.length;
const release = ({ checkoutId }: PlacedCheckout) => payOtherwise(shop.shop.shopper(), { checkoutId });

test("what was sent of a sum that is never complete goes back when the time for it is over, and what comes after that too", async () => {
  const { placed } = await awaiting();
  const before = await refundsNow();
  await transfer(placed, 500);
  days(8);
  await shop.sweep();
  expect(await shop.confirm(placed)).toMatchObject({ state: "failed", reason: "transfer_incomplete" });
  expect(await refundsSince(before)).toEqual([]);
  days(8);
  await shop.sweep();
  expect(await refundsSince(before)).toEqual([500]);
  await transfer(placed, 300);
  await shop.hear(arrived);
  days(2);
  await shop.sweep();
  expect(await refundsSince(before)).toEqual([500, 300]);
  expect(await shop.confirm(placed)).toMatchObject({ state: "failed", order: null });
});

test("whoever would rather pay another way gets the cart and what was sent back, and pays once", async () => {
  const stock = await left();
  const { cart, placed } = await awaiting();
  const before = await refundsNow();
  await transfer(placed, 700);
  await shop.hear(arrived);
  expect(await release(placed)).toMatchObject({
    state: "cancelled",
    reason: "paid_otherwise",
    redirectUrl: "http://shop.test/cart",
    instructions: null,
  });
  expect(await left()).toBe(stock);
  expect(await release(placed)).toMatchObject({ state: "cancelled" });
  await shop.sweep();
  expect(await refundsSince(before)).toEqual([700]);

  const again = await shop.place(cart);
  expect(again.checkoutId).not.toBe(placed.checkoutId);
  await shop.pay(again);
  expect(await shop.confirm(again)).toMatchObject({ state: "completed" });
  expect(await left()).toBe(stock - 1);
  const { total } = cart.totals;
  await transfer(placed, total.amount);
  await shop.hear(arrived);
  expect(await refundsSince(before)).toEqual([700, total.amount]);
  expect(await shop.confirm(placed)).toMatchObject({ state: "cancelled", order: null });
  expect(await ordersOf(cart.id)).toBe(1);
  expect(await left()).toBe(stock - 1);
});

test("money that is there already makes the order, however late one asks to pay another way", async () => {
  const { cart, placed } = await awaiting();
  await transfer(placed);
  expect(await release(placed)).toMatchObject({ state: "completed" });
  expect(await release(placed)).toMatchObject({ state: "completed" });
  expect(await ordersOf(cart.id)).toBe(1);
});

test("money that comes while they change their mind: one order, and no more is kept than it costs", async () => {
  const stock = await left();
  const tries = 5;
  for (let i = 0; i < tries; i++) {
    const { cart, placed } = await awaiting();
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const sent = pause(i * 30)
      .then(() => transfer(placed))
      .then(() => shop.hear(arrived));
    const switched = release(placed).then(async (view) => {
      if (view.state !== "cancelled") return;
      const again = await shop.place(cart);
      if (again.state === "payment_pending") await shop.pay(again);
      await shop.confirm(again);
    });
    const confirmed = pause(i).then(() => shop.confirm(placed));
    await Promise.all([sent, switched, confirmed]);
    await shop.sweep();
    await shop.hear(arrived);
    expect(await ordersOf(cart.id), `try ${i}`).toBe(1);
  }
  // What was received less what went back is what the orders cost, whichever way each was paid.
  const [{ due }] = (await rows("select sum(total_amount)::int as due from {t}.orders")) as [{ due: number }];
  const [{ kept }] = (await rows(
    "select sum(captured - refunded - refunding)::int as kept from {t}.payments where captured > 0",
  )) as [{ kept: number }];
  expect(kept).toBe(due);
  expect(await left()).toBe(stock - tries);
});

test("staff see who has yet to pay, and may wait no longer: the buyer is told, and money goes back", async () => {
  const stock = await left();
  const { placed } = await awaiting();
  const before = await refundsNow();
  await transfer(placed, 400);
  await shop.hear(arrived);
  const staff = shop.shop.staff();
  const list = () => listAwaited(staff, { first: 50, after: null });
  const { items } = await list();
  expect(items[0]).toMatchObject({
    checkoutId: placed.checkoutId,
    stage: "waiting",
    kind: "bank_transfer",
    name: "Erika Beispiel",
    email: "erika@example.com",
    received: { amount: 400 },
    reference: expect.stringMatching(/\S/),
  });
  await stopWaiting(staff, { checkoutId: placed.checkoutId });
  expect((await list()).items.map(({ checkoutId }) => checkoutId)).not.toContain(placed.checkoutId);
  await expect(stopWaiting(staff, { checkoutId: placed.checkoutId })).rejects.toMatchObject({
    code: "checkout.not_awaited",
  });
  await shop.sweep();
  expect(await refundsSince(before)).toEqual([400]);
  expect(await told(placed.checkoutId)).toContain("checkout.payment_failed");
  expect(await left()).toBe(stock);
  expect(await shop.confirm(placed)).toMatchObject({
    state: "cancelled",
    reason: "transfer_stopped",
    redirectUrl: null,
  });
});

test("money that was taken just before staff stopped waiting goes back", async () => {
  const { cart, placed } = await awaiting();
  const before = await refundsNow();
  await transfer(placed);
  setCrashHook((point) => {
    if (point === "checkout.settle:asked") throw new Error("cut off");
  });
  await expect(shop.confirm(placed)).rejects.toThrow("cut off");
  setCrashHook(() => undefined);
  await stopWaiting(shop.shop.staff(), { checkoutId: placed.checkoutId });
  await shop.sweep();
  expect(await shop.confirm(placed)).toMatchObject({ state: "refunding", reason: "transfer_stopped" });
  expect(await refundsSince(before)).toEqual([cart.totals.total.amount]);
  expect(await ordersOf(cart.id)).toBe(0);
});
