import { availability } from "@meridian/core/inventory";
import { getOrder, listOrders, refundOrder } from "@meridian/core/orders";
import { ListOrders, RefundOrder } from "@meridian/core/orders/schemas";
import { receiveEvent } from "@meridian/core/payments";
import { crashPointNames, setCrashHook } from "@meridian/core/platform/crash";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openPayingShop, type PayingShop } from "../support/paying-shop.ts";

/**
 * The journey from cart to refund, cut off at each named point by an error instead of a killed process: fast enough
 * to try every point with everything that may follow.
 */
const points = crashPointNames().filter((name) => /^(checkout|orders\.(?!cancel)|payments\.receive)/.test(name));
const stock = 100_000;

let paying: PayingShop;
beforeAll(async () => {
  paying = await openPayingShop({ goods: [[1999, stock]] });
});
afterAll(() => paying.close());
afterEach(() => setCrashHook(undefined));

class Cut extends Error {}

function cutAt(point: string): () => boolean {
  let wasCut = false;
  setCrashHook((name) => {
    if (wasCut || name !== point) return;
    wasCut = true;
    throw new Cut(point);
  });
  return () => wasCut;
}

/** Goes on with the journey from where it was left; with `spoiled` the payment cannot become an order. */
async function journey(spoiled: boolean): Promise<void> {
  const cart = await paying.readyCart([[0, 2]]);
  const placed = await paying.place(cart);
  if (spoiled) await inDatabase("update {t}.checkouts set amount = amount + 1 where id = $1", [placed.checkoutId]);
  expect(await paying.pay(placed)).toBe(200);
  await receiveEvent(paying.shop.service(), await paying.webhook("checkout.session.completed"));
  await paying.confirm(placed);
  if (spoiled) return;
  const order = await newest();
  const wanted = { orderId: order.id, version: order.version, amount: 1000, reason: "Test", lines: [] };
  await refundOrder(paying.shop.staff(), RefundOrder.parse(wanted));
}

const inDatabase = (sql: string, values: readonly unknown[]) =>
  paying.shop.database.app.pool.query(sql.replaceAll("{t}", paying.shop.tenant.schema), [...values]);

async function newest() {
  const { items } = await listOrders(paying.shop.staff(), ListOrders.parse({ first: 1 }));
  return getOrder(paying.shop.staff(), { id: items[0]?.id ?? "ord_" });
}

/** Orders, charges and stock agree, and nothing is left under way. */
async function expectSound(): Promise<void> {
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
  const { items: orders } = await listOrders(paying.shop.staff(), ListOrders.parse({ first: 100 }));
  const charges = (await paying.ledger()).charges.filter((charge) => charge.status === "succeeded");
  const kept = charges.filter((charge) => charge.amount_refunded < charge.amount);
  expect(orders).toHaveLength(kept.length);
  expect(sum(orders.map((order) => order.total.amount))).toBe(sum(kept.map((charge) => charge.amount)));
  expect(sum(orders.map((order) => order.refunded.amount))).toBe(sum(kept.map((charge) => charge.amount_refunded)));
  const id = paying.variantIds[0] ?? "";
  const level = (await availability(paying.shop.service().db, [id])).get(id);
  expect(level?.available).toBe(stock - sum(orders.map((order) => order.itemCount)));
  const { rows } = await inDatabase("select count(*)::int as open from {t}.flow_runs where state = 'started'", []);
  expect(rows).toEqual([{ open: 0 }]);
  const payments = await inDatabase("select count(*)::int as open from {t}.payments where check_at is not null", []);
  expect(payments.rows).toEqual([{ open: 0 }]);
}

describe("a journey cut off", () => {
  it("knows its points", () => expect(points.length).toBeGreaterThanOrEqual(12));

  it.each(points)("at %s ends soundly", async (point) => {
    const wasCut = cutAt(point);
    await journey(point.startsWith("checkout.refund")).catch((error: unknown) => {
      if (!(error instanceof Cut)) throw error;
    });
    expect(wasCut()).toBe(true);
    paying.shop.clock.advance(31);
    await paying.sweep();
    paying.shop.clock.advance(36 * 60);
    await paying.sweep();
    await paying.sweep();
    await expectSound();
  });
});
