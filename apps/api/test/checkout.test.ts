import { getCart } from "@meridian/core/carts";
import { GetCart } from "@meridian/core/carts/schemas";
import { getConsentPolicy, recordConsent } from "@meridian/core/consent";
import { GetConsentPolicy, RecordConsent } from "@meridian/core/consent/schemas";
import { listCustomers } from "@meridian/core/customers";
import { ListCustomers } from "@meridian/core/customers/schemas";
import { availability } from "@meridian/core/inventory";
import { getOrder, getOrderStatus, listOrders } from "@meridian/core/orders";
import { ListOrders } from "@meridian/core/orders/schemas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPayingShop, type PayingShop } from "./support/paying-shop.ts";

let paying: PayingShop;
beforeAll(async () => {
  paying = await openPayingShop({
    goods: [
      [1999, 20],
      [750, 4],
      [500, 5],
    ],
  });
});
afterAll(() => paying.close());

const available = async (variant: number) => {
  const id = paying.variantIds[variant] ?? "";
  return (await availability(paying.shop.service().db, [id])).get(id)?.available;
};
const orders = async () => (await listOrders(paying.shop.staff(), ListOrders.parse({ first: 100 }))).items;

describe("from cart to order", () => {
  it("pays, and every figure of the order is the cart's", async () => {
    const cart = await paying.readyCart([
      [0, 2],
      [1, 1],
    ]);
    const before = await available(0);
    const placed = await paying.place(cart);
    expect(placed.state).toBe("payment_pending");
    expect(await available(0)).toBe((before ?? 0) - 2);
    expect(await paying.confirm(placed)).toMatchObject({ state: "payment_pending", order: null });
    expect(await paying.pay(placed)).toBe(200);
    const confirmed = await paying.confirm(placed);
    expect(confirmed).toMatchObject({ state: "completed", total: { amount: 2 * 1999 + 750 + 490, currency: "EUR" } });
    const token = confirmed.order?.token ?? "";
    const status = await getOrderStatus(paying.shop.shopper(), { token });
    expect(status.totals.total).toEqual(cart.totals.total);
    expect(status.totals.tax).toEqual(cart.totals.tax);
    expect(status.taxLines.reduce((sum, line) => sum + line.tax.amount, 0)).toBe(status.totals.tax.amount);
    const [summary] = await orders();
    const order = await getOrder(paying.shop.staff(), { id: summary?.id ?? "ord_" });
    expect(order).toMatchObject({
      paymentState: "paid",
      fulfilmentState: "unfulfilled",
      email: "erika@example.com",
      refundable: cart.totals.total,
      payments: [{ state: "paid", captured: cart.totals.total, method: { type: "card", last4: "4242" } }],
      transitions: [{ seq: 1, aspect: "payment", to: "paid", actorKind: "service" }],
    });
    expect(order.lines.reduce((sum, line) => sum + line.gross.amount, order.shippingGross.amount)).toBe(
      order.total.amount,
    );
    expect((await getCart(paying.shop.shopper(), GetCart.parse({ cartId: cart.id }))).status).toBe("closed");
    const customers = await listCustomers(paying.shop.staff(), ListCustomers.parse({}));
    expect(customers.items).toMatchObject([{ email: "erika@example.com", ordersCount: 1 }]);
    const ledger = await paying.ledger();
    expect(ledger.charges.map((charge) => charge.amount)).toEqual([cart.totals.total.amount]);
  });

  it("keeps the consent that held when it was placed", async () => {
    const shopper = paying.shop.shopper();
    const policy = await getConsentPolicy(shopper, GetConsentPolicy.parse({ market: "home" }));
    const choices = { preferences: true, analytics: false, marketing: true, sale_of_data: false };
    const asked = { market: "home", choices, method: "banner", policyVersion: policy.version, policyHash: policy.hash };
    const { subjectId } = await recordConsent(shopper, RecordConsent.parse(asked));
    const placed = await paying.place(await paying.readyCart([[0, 1]]), undefined, subjectId);
    await paying.pay(placed);
    await paying.confirm(placed);
    const [summary] = await orders();
    const order = await getOrder(paying.shop.staff(), { id: summary?.id ?? "ord_" });
    expect(order.consent).toMatchObject({ subjectId, seq: 1, choices, policyVersion: policy.version });
  });

  it("answers the same order to whoever asks again", async () => {
    const cart = await paying.readyCart([[0, 1]]);
    const placed = await paying.place(cart, "first");
    await paying.pay(placed);
    const count = (await orders()).length;
    const all = await Promise.all(Array.from({ length: 8 }, () => paying.confirm(placed)));
    expect(new Set(all.map((view) => view.order?.number)).size).toBe(1);
    const again = await paying.place(cart, "second");
    expect(again).toMatchObject({ checkoutId: placed.checkoutId, state: "completed" });
    expect(again.redirectUrl).toBe(`http://shop.test/done?checkout=${placed.checkoutId}`);
    expect(await orders()).toHaveLength(count + 1);
  });

  it("refuses a total that the shopper has not seen, and stores nothing", async () => {
    const cart = await paying.readyCart([[0, 1]]);
    const before = await available(0);
    const wrong = { ...cart, totals: { ...cart.totals, total: { amount: 1, currency: "EUR" as const } } };
    await expect(paying.place(wrong)).rejects.toMatchObject({ code: "checkout.total_changed", kind: "conflict" });
    expect(await available(0)).toBe(before);
  });

  it("lets a declined shopper try again, on the same page", async () => {
    const cart = await paying.readyCart([[0, 1]]);
    const placed = await paying.place(cart);
    expect(await paying.pay(placed, { card: "4000000000000002" })).toBe(402);
    expect(await paying.confirm(placed)).toMatchObject({ state: "payment_pending", reason: "generic_decline" });
    expect(await paying.pay(placed)).toBe(200);
    expect(await paying.confirm(placed)).toMatchObject({ state: "completed", reason: null });
  });
});

describe("a cart that goes to pay twice", () => {
  it("is one checkout, whatever the keys", async () => {
    const cart = await paying.readyCart([[0, 1]]);
    const placed = await Promise.all(Array.from({ length: 6 }, (_, i) => paying.place(cart, `key-${i}`)));
    expect(new Set(placed.map(({ checkoutId, redirectUrl }) => `${checkoutId} ${redirectUrl}`)).size).toBe(1);
  });

  it("closes the old page when the cart has changed", async () => {
    const cart = await paying.readyCart([[1, 1]]);
    const old = await paying.place(cart);
    const more = await paying.change(cart, 0, 3);
    const fresh = await paying.place(more);
    expect(fresh.checkoutId).not.toBe(old.checkoutId);
    expect(await paying.pay(old)).toBe(409);
    expect(await paying.confirm(old)).toMatchObject({ state: "cancelled" });
    expect(await available(1)).toBe(0);
    expect(await paying.pay(fresh)).toBe(200);
    expect(await paying.confirm(fresh)).toMatchObject({ state: "completed" });
  });

  it("becomes the order that was paid, when the old page was paid just before", async () => {
    const cart = await paying.readyCart([[0, 1]]);
    const old = await paying.place(cart);
    const more = await paying.change(cart, 0, 2);
    expect(await paying.pay(old)).toBe(200);
    const fresh = await paying.place(more);
    expect(fresh).toMatchObject({ checkoutId: old.checkoutId, state: "completed" });
    const ledger = await paying.ledger();
    expect(ledger.refunds).toHaveLength(0);
  });
});

describe("nobody pays", () => {
  it("gives the goods back when the time is over, and closes the page", async () => {
    const before = await available(2);
    const cart = await paying.readyCart([[2, 4]]);
    const placed = await paying.place(cart);
    expect(await available(2)).toBe((before ?? 0) - 4);
    paying.shop.clock.advance(36 * 60);
    await paying.sweep();
    expect(await available(2)).toBe(before);
    expect(await paying.pay(placed)).toBe(409);
    expect(await paying.confirm(placed)).toMatchObject({ state: "expired" });
    const again = await paying.place(cart);
    expect(again.checkoutId).not.toBe(placed.checkoutId);
    expect(again.state).toBe("payment_pending");
  });
});
