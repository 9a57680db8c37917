import { adjustStock, availability } from "@meridian/core/inventory";
import { AdjustStock } from "@meridian/core/inventory/schemas";
import { listOrders } from "@meridian/core/orders";
import { ListOrders } from "@meridian/core/orders/schemas";
import { connectPayments, getPaymentAccount, receiveEvent } from "@meridian/core/payments";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ok, send } from "./support/http.ts";
import { openPayingShop, type PayingShop, signed } from "./support/paying-shop.ts";
import { sessionOf } from "./support/sellable.ts";

let paying: PayingShop;
let other: PayingShop;
beforeAll(async () => {
  paying = await openPayingShop({
    goods: [
      [1999, 30],
      [800, 2],
      [1200, 9],
    ],
  });
  other = await openPayingShop();
});
afterAll(async () => {
  await paying.close();
  await other.close();
});

const orders = async () => (await listOrders(paying.shop.staff(), ListOrders.parse({ first: 100 }))).items;
const available = async (variant: number) => {
  const id = paying.variantIds[variant] ?? "";
  return (await availability(paying.shop.service().db, [id])).get(id)?.available;
};
const inDatabase = (sql: string, values: readonly unknown[] = []) =>
  paying.shop.database.app.pool.query(sql.replaceAll("{t}", paying.shop.tenant.schema), [...values]);

describe("webhooks", () => {
  it("alone make the order, once, however often and in whatever order they come", async () => {
    const count = (await orders()).length;
    const placed = await paying.place(await paying.readyCart([[0, 1]]));
    await paying.pay(placed);
    const hook = await paying.webhook("checkout.session.completed");
    const intent = await paying.webhook("payment_intent.succeeded");
    await Promise.all([hook, hook, intent, hook].map((each) => receiveEvent(paying.shop.service(), each)));
    await paying.sweep();
    await receiveEvent(paying.shop.service(), hook);
    await paying.sweep();
    expect(await orders()).toHaveLength(count + 1);
    const stored = await inDatabase("select type, outcome from {t}.provider_events order by type");
    expect(stored.rows).toEqual([
      { type: "checkout.session.completed", outcome: "queued" },
      { type: "payment_intent.succeeded", outcome: "ignored" },
    ]);
    expect(await paying.confirm(placed)).toMatchObject({ state: "completed" });
  });

  it("are refused when forged, changed, too old or another shop's", async () => {
    const placed = await paying.place(await paying.readyCart([[0, 1]]));
    await paying.pay(placed);
    const { body, signature } = await paying.webhook("checkout.session.completed");
    const refused = { kind: "forbidden", code: "payments.bad_signature" };
    const hear = (hook: { body: string; signature: string }) => receiveEvent(paying.shop.service(), hook);
    await expect(hear({ body: `${body} `, signature })).rejects.toMatchObject(refused);
    await expect(hear({ body, signature: "" })).rejects.toMatchObject(refused);
    const otherDigit = signature.endsWith("0") ? "1" : "0";
    await expect(hear({ body, signature: `${signature.slice(0, -1)}${otherDigit}` })).rejects.toMatchObject(refused);
    await expect(hear(await signed(other.shop, body))).rejects.toMatchObject(refused);
    paying.shop.clock.advance(301);
    await expect(hear({ body, signature })).rejects.toMatchObject(refused);
  });

  it("that name another order's session change nothing there", async () => {
    const unpaid = await paying.place(await paying.readyCart([[0, 1]]));
    const event = { id: "evt_x", object: "event", type: "checkout.session.completed", created: 1_700_000_000 };
    const session = { id: sessionOf(unpaid.redirectUrl ?? ""), object: "checkout.session", payment_status: "paid" };
    const forged = await signed(paying.shop, JSON.stringify({ ...event, data: { object: session } }));
    await receiveEvent(paying.shop.service(), forged);
    await paying.sweep();
    expect(await paying.confirm(unpaid)).toMatchObject({ state: "payment_pending", order: null });
  });
});

describe("paid, but no order can come of it", () => {
  it("goods that are gone: the money goes back", async () => {
    const placed = await paying.place(await paying.readyCart([[1, 2]]));
    await inDatabase("update {t}.reservations set until = now() - interval '1 year' where owner_id = $1", [
      placed.checkoutId,
    ]);
    await paying.sweep();
    await adjustStock(
      paying.shop.staff(),
      AdjustStock.parse({ variantId: paying.variantIds[1], change: { kind: "set", onHand: 1 } }),
    );
    const count = (await orders()).length;
    await paying.pay(placed);
    const view = await paying.confirm(placed);
    expect(view).toMatchObject({ state: "refunded", reason: "inventory.out_of_stock", order: null });
    expect(await orders()).toHaveLength(count);
    expect(await available(1)).toBe(1);
    const charge = (await paying.ledger()).charges.at(-1);
    expect(charge?.amount_refunded).toBe(charge?.amount);
  });

  it("a reservation that ran out is taken again where there is enough", async () => {
    const before = await available(0);
    const placed = await paying.place(await paying.readyCart([[0, 2]]));
    await inDatabase("update {t}.reservations set until = now() - interval '1 year' where owner_id = $1", [
      placed.checkoutId,
    ]);
    await paying.sweep();
    expect(await available(0)).toBe(before);
    await paying.pay(placed);
    expect(await paying.confirm(placed)).toMatchObject({ state: "completed" });
    expect(await available(0)).toBe((before ?? 0) - 2);
  });

  it("an amount that is not what was asked for: the money goes back", async () => {
    const placed = await paying.place(await paying.readyCart([[0, 1]]));
    await inDatabase("update {t}.checkouts set amount = amount + 1 where id = $1", [placed.checkoutId]);
    await paying.pay(placed);
    expect(await paying.confirm(placed)).toMatchObject({ state: "refunded", reason: "amount_mismatch", order: null });
    const charge = (await paying.ledger()).charges.at(-1);
    expect(charge?.amount_refunded).toBe(charge?.amount);
  });

  it("a refund that the provider cannot make yet is made later", async () => {
    const placed = await paying.place(await paying.readyCart([[0, 1]]));
    await inDatabase("update {t}.checkouts set amount = amount + 1 where id = $1", [placed.checkoutId]);
    await paying.pay(placed);
    await paying.fault("POST /v1/refunds", "error-500", 3);
    await expect(paying.confirm(placed)).rejects.toMatchObject({ code: "payments.provider_unavailable" });
    paying.shop.clock.advance(31);
    await paying.sweep();
    expect(await paying.confirm(placed)).toMatchObject({ state: "refunded" });
  });
});

describe("a bank that decides later", () => {
  const settle = async (redirectUrl: string | null, outcome: string) =>
    ok(await send(`${paying.stripe.url}/_dev/settle/${sessionOf(redirectUrl ?? "")}`, { body: { outcome } }));
  const iban = { iban: "DE89370400440532013000" };

  it("keeps the goods until it has, and then it is an order", async () => {
    const before = await available(2);
    const cart = await paying.readyCart([[2, 1]]);
    const placed = await paying.place(cart);
    expect(await paying.pay(placed, iban)).toBe(200);
    expect(await paying.confirm(placed)).toMatchObject({ state: "processing", order: null });
    paying.shop.clock.advance(3600);
    await paying.sweep();
    expect(await available(2)).toBe((before ?? 0) - 1);
    expect(await paying.place(cart)).toMatchObject({ checkoutId: placed.checkoutId, state: "processing" });
    await settle(placed.redirectUrl, "succeeded");
    await paying.hear("checkout.session.async_payment_succeeded");
    expect(await paying.confirm(placed)).toMatchObject({ state: "completed" });
    expect(await available(2)).toBe((before ?? 0) - 1);
  });

  it("and says no: the goods are for sale again, and the shopper may pay anew", async () => {
    const before = await available(2);
    const cart = await paying.readyCart([[2, 1]]);
    const placed = await paying.place(cart);
    await paying.pay(placed, { iban: "DE62370400440532013001" });
    await paying.confirm(placed);
    await settle(placed.redirectUrl, "failed");
    await paying.hear("checkout.session.async_payment_failed");
    expect(await paying.confirm(placed)).toMatchObject({ state: "failed" });
    expect(await available(2)).toBe(before);
    expect((await paying.place(cart)).state).toBe("payment_pending");
  });
});

describe("the provider in trouble", () => {
  it("opens one page although its answer got lost, or never came", async () => {
    const cart = await paying.readyCart([[0, 1]]);
    await paying.fault("POST /v1/checkout/sessions", "error-500", 3);
    await expect(paying.place(cart, "k")).rejects.toMatchObject({ code: "payments.provider_unavailable" });
    const placed = await paying.place(cart, "another");
    expect(placed.state).toBe("payment_pending");
    paying.shop.clock.advance(31);
    await paying.sweep();
    expect(await paying.place(cart, "k")).toEqual(placed);
  });

  it("says no to an amount: nothing is left reserved", async () => {
    const before = await available(0);
    await inDatabase("update {t}.prices set amount = 10 where variant_id = $1", [paying.variantIds[0]]);
    await inDatabase("update {t}.shipping_methods set price = 0");
    const placed = await paying.place(await paying.readyCart([[0, 1]]));
    expect(placed).toMatchObject({ state: "failed", reason: "amount_too_small", redirectUrl: null });
    expect(await available(0)).toBe(before);
    await inDatabase("update {t}.prices set amount = 1999 where variant_id = $1", [paying.variantIds[0]]);
  });
});

describe("the shop's account", () => {
  it("stays connected when a new key does not work, and shows only the key's end", async () => {
    const staff = paying.shop.staff();
    const connected = await getPaymentAccount(staff, {});
    expect(connected).toMatchObject({
      state: "connected",
      webhooks: true,
      livemode: false,
      keyLast4: paying.stripeKey.slice(-4),
    });
    const tried = await connectPayments(staff, { secretKey: "sk_test_expired_key" });
    expect(tried).toMatchObject({ state: "connected", keyLast4: connected.keyLast4, errorCode: "api_key_expired" });
    const again = await connectPayments(staff, { secretKey: paying.stripeKey });
    expect(again).toMatchObject({ state: "connected", errorCode: null });
    const { rows } = await inDatabase("select state from {t}.payment_accounts where state <> 'failed'");
    expect(rows).toEqual([{ state: "connected" }]);
    const text = JSON.stringify((await inDatabase("select * from {t}.payment_accounts")).rows);
    expect(text).not.toContain(paying.stripeKey);
    await expect(connectPayments(paying.shop.staff("editor"), { secretKey: paying.stripeKey })).rejects.toMatchObject({
      kind: "forbidden",
    });
  });
});
