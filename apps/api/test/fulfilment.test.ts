import { availability } from "@meridian/core/inventory";
import {
  addNote,
  cancelFulfilment,
  cancelOrder,
  fulfilOrder,
  getOrder,
  getOrderStatus,
  listOrders,
  markDelivered,
  refundOrder,
  updateTracking,
} from "@meridian/core/orders";
import {
  CancelOrder,
  FulfilOrder,
  ListOrders,
  type Order,
  RefundOrder,
  UpdateTracking,
} from "@meridian/core/orders/schemas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPayingShop, type PayingShop } from "./support/paying-shop.ts";

let paying: PayingShop;
beforeAll(async () => {
  paying = await openPayingShop({
    goods: [
      [1999, 60],
      [333, 60],
    ],
  });
});
afterAll(() => paying.close());

async function bought(lines: readonly (readonly [number, number])[], email?: string): Promise<Order> {
  const placed = await paying.place(await paying.readyCart(lines, email));
  await paying.pay(placed);
  await paying.confirm(placed);
  const { items } = await listOrders(paying.shop.staff(), ListOrders.parse({ first: 1 }));
  return look(items[0]?.id ?? "ord_");
}
const look = (id: Order["id"]) => getOrder(paying.shop.staff("viewer"), { id });
const fulfil = (order: Order, more: object = {}, key?: string) =>
  fulfilOrder(
    { ...paying.shop.staff("support"), idempotencyKey: key ?? null },
    FulfilOrder.parse({ orderId: order.id, ...more }),
  );
const cancel = (order: Order, more: object = {}) =>
  cancelOrder(
    paying.shop.staff("support"),
    CancelOrder.parse({ orderId: order.id, version: order.version, reason: "Changed their mind", ...more }),
  );
const refund = (order: Order, more: object) =>
  refundOrder(
    paying.shop.staff("support"),
    RefundOrder.parse({ orderId: order.id, version: order.version, reason: "Goodwill", ...more }),
  );
const stock = async (variant: number) => {
  const id = paying.variantIds[variant] ?? "";
  const { onHand = 0, reserved = 0 } = (await availability(paying.shop.service().db, [id])).get(id) ?? {};
  return { onHand, reserved };
};
const steps = (order: Order) => order.transitions.map(({ aspect, to }) => `${aspect} ${to}`);
const fulfilled = (tries: readonly PromiseSettledResult<unknown>[]) =>
  tries.filter((one) => one.status === "fulfilled");
async function tokenOf(order: Order): Promise<string> {
  const { rows } = await paying.shop.database.app.pool.query<{ token: string }>(
    `select token from ${paying.shop.tenant.schema}.orders where id = $1`,
    [order.id],
  );
  return rows[0]?.token ?? "";
}

describe("a parcel", () => {
  it("takes its pieces off the shelf, a part of the order and then the rest", async () => {
    const order = await bought([
      [0, 3],
      [1, 1],
    ]);
    const before = await stock(0);
    const [lamp] = order.lines;
    const first = await fulfil(order, {
      lines: [{ orderLineId: lamp?.id, quantity: 2 }],
      carrier: "dhl",
      trackingNumber: "00340434",
    });
    expect(first).toMatchObject({
      fulfilmentState: "partly",
      lines: [{ fulfilledQuantity: 2 }, { fulfilledQuantity: 0 }],
    });
    expect(first.fulfilments).toMatchObject([
      { state: "shipped", carrierName: "DHL", trackingNumber: "00340434", lines: [{ quantity: 2 }] },
    ]);
    expect(first.fulfilments[0]?.trackingUrl).toContain("00340434");
    expect(await stock(0)).toEqual({ onHand: before.onHand - 2, reserved: before.reserved - 2 });
    const rest = await fulfil(first);
    expect(rest.fulfilmentState).toBe("fulfilled");
    expect(await stock(0)).toEqual({ onHand: before.onHand - 3, reserved: before.reserved - 3 });
    await expect(fulfil(rest)).rejects.toMatchObject({ code: "orders.nothing_to_fulfil" });
    await expect(cancel(rest)).rejects.toMatchObject({ code: "orders.nothing_to_cancel" });
    expect(steps(rest)).toEqual(["payment paid", "fulfilment partly", "fulfilment fulfilled"]);
    const status = await getOrderStatus(paying.shop.shopper(), { token: await tokenOf(order) });
    expect(status.fulfilments).toMatchObject([
      { carrierName: "DHL", lines: [{ title: "Lamp 1", quantity: 2 }] },
      { carrierName: null, lines: [{ quantity: 1 }, { quantity: 1 }] },
    ]);
  });

  it("is refused with more pieces than wait, or with another order's line", async () => {
    const order = await bought([[0, 2]]);
    const other = await bought([[1, 1]]);
    const lines = (orderLineId: string | undefined, quantity: number) => ({ lines: [{ orderLineId, quantity }] });
    await expect(fulfil(order, lines(order.lines[0]?.id, 3))).rejects.toMatchObject({
      code: "orders.fulfil_too_many",
      details: { left: { [order.lines[0]?.id ?? ""]: 2 } },
    });
    await expect(fulfil(order, lines(other.lines[0]?.id, 1))).rejects.toMatchObject({ kind: "not_found" });
    await expect(
      fulfilOrder(paying.shop.staff("editor"), FulfilOrder.parse({ orderId: order.id })),
    ).rejects.toMatchObject({ kind: "forbidden" });
    expect((await look(order.id)).fulfilments).toEqual([]);
  });

  it("that was taken back waits on the shelf again; one that arrived cannot be", async () => {
    const order = await bought([[0, 2]]);
    const before = await stock(0);
    const shipped = await fulfil(order);
    const [parcel] = shipped.fulfilments;
    const ref = { id: parcel?.id ?? "ful_", version: parcel?.version ?? 0 } as const;
    const tracked = await updateTracking(
      paying.shop.staff("support"),
      UpdateTracking.parse({ ...ref, carrier: "Cargo bike", trackingUrl: "https://bike.example/7" }),
    );
    expect(tracked.fulfilments[0]).toMatchObject({ carrierName: "Cargo bike", trackingUrl: "https://bike.example/7" });
    const stale = cancelFulfilment(paying.shop.staff("support"), { ...ref, reason: "Box fell apart" });
    await expect(stale).rejects.toMatchObject({ code: "orders.parcel_stale", details: { current: 2 } });
    const back = await cancelFulfilment(paying.shop.staff("support"), { ...ref, version: 2, reason: "Box fell apart" });
    expect(back).toMatchObject({ fulfilmentState: "unfulfilled", fulfilments: [{ state: "cancelled" }] });
    expect(await stock(0)).toEqual(before);
    const again = await fulfil(back);
    const second = again.fulfilments[1];
    const arrived = await markDelivered(paying.shop.staff("support"), { id: second?.id ?? "ful_", version: 1 });
    expect(arrived.fulfilments[1]).toMatchObject({ state: "delivered" });
    const late = cancelFulfilment(paying.shop.staff("support"), { id: second?.id ?? "ful_", version: 2, reason: "No" });
    await expect(late).rejects.toMatchObject({ code: "orders.parcel_state", details: { state: "delivered" } });
    expect(await stock(0)).toEqual({ onHand: before.onHand - 2, reserved: before.reserved - 2 });
  });

  it("is sent once, however many send it at once, and a repeated call is the same parcel", async () => {
    const order = await bought([[0, 5]]);
    const before = await stock(0);
    const lines = [{ orderLineId: order.lines[0]?.id, quantity: 2 }];
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => fulfil(order, { lines })));
    expect(fulfilled(tries)).toHaveLength(2);
    for (const one of tries)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "orders.fulfil_too_many" });
    expect(await stock(0)).toEqual({ onHand: before.onHand - 4, reserved: before.reserved - 4 });
    const once = await fulfil(order, {}, "last-piece");
    expect(await fulfil(order, {}, "last-piece")).toEqual(once);
    expect((await look(order.id)).fulfilments).toHaveLength(3);
    expect(await stock(0)).toEqual({ onHand: before.onHand - 5, reserved: before.reserved - 5 });
  });
});

describe("cancelling", () => {
  it("a whole order pays all of it back and frees the goods", async () => {
    const before = await stock(0);
    const order = await bought([
      [0, 2],
      [1, 3],
    ]);
    const { refund: made, order: after } = await cancel(order);
    expect(made).toMatchObject({ state: "succeeded", amount: order.total, tax: order.totals.tax });
    expect(after).toMatchObject({
      fulfilmentState: "unfulfilled",
      paymentState: "refunded",
      refundable: { amount: 0 },
    });
    expect(after.cancelledAt).not.toBeNull();
    expect(after.lines).toMatchObject([{ cancelledQuantity: 2 }, { cancelledQuantity: 3 }]);
    expect(await stock(0)).toEqual(before);
    expect(steps(after)).toEqual(["payment paid", "cancellation cancelled", "refund succeeded", "payment refunded"]);
    expect((await paying.ledger()).charges.at(-1)?.amount_refunded).toBe(order.total.amount);
    await expect(fulfil(after)).rejects.toMatchObject({ code: "orders.cancelled" });
    await expect(cancel(after)).rejects.toMatchObject({ code: "orders.cancelled" });
  });

  it("the rest of an order pays back what was not sent, and leaves the shipping", async () => {
    const order = await bought([[0, 3]]);
    const [line] = order.lines;
    const before = await stock(0);
    const shipped = await fulfil(order, { lines: [{ orderLineId: line?.id, quantity: 1 }] });
    const { refund: made, order: after } = await cancel(shipped);
    expect(made).toMatchObject({ amount: { amount: 2 * 1999 }, shipping: { amount: 0 } });
    expect(after).toMatchObject({
      fulfilmentState: "fulfilled",
      cancelledAt: null,
      paymentState: "partially_refunded",
    });
    expect(await stock(0)).toEqual({ onHand: before.onHand - 1, reserved: before.reserved - 3 });
  });

  it("counts what was refunded before, with its pieces or without", async () => {
    const order = await bought([[0, 3]]);
    const before = await stock(0);
    const first = await refund(order, { lines: [{ orderLineId: order.lines[0]?.id, quantity: 1 }], restock: true });
    expect(first.order.lines[0]).toMatchObject({ cancelledQuantity: 1, refundedQuantity: 1 });
    const second = await refund(first.order, { amount: 100 });
    const { order: after } = await cancel(second.order);
    expect(after).toMatchObject({ paymentState: "refunded", refunded: order.total, refundable: { amount: 0 } });
    expect(after.refunds.reduce((sum, one) => sum + one.tax.amount, 0)).toBe(order.totals.tax.amount);
    expect(await stock(0)).toEqual({ onHand: before.onHand, reserved: before.reserved - 3 });
  });

  it("without paying back leaves the money refundable", async () => {
    const order = await bought([[1, 1]]);
    const { refund: made, order: after } = await cancel(order, { refund: false });
    expect(made).toBeNull();
    expect(after).toMatchObject({ paymentState: "paid", refundable: order.total });
  });

  it("stands when the provider refuses to pay back, and the money is refundable again", async () => {
    const order = await bought([[1, 2]]);
    const before = await stock(1);
    await paying.fault("POST /v1/refunds", "error-500", 3);
    await expect(cancel(order)).rejects.toMatchObject({ code: "payments.provider_unavailable" });
    expect(await look(order.id)).toMatchObject({ refundable: { amount: 0 }, refunded: { amount: 0 } });
    await expect(fulfil(order)).rejects.toMatchObject({ code: "orders.cancelled" });
    paying.shop.clock.advance(31);
    await paying.sweep();
    expect(await look(order.id)).toMatchObject({ paymentState: "refunded", refunded: order.total });
    expect(await stock(1)).toEqual({ onHand: before.onHand, reserved: before.reserved - 2 });
  });

  it("and shipping and refunding at once: every piece goes one way, and no money twice", async () => {
    for (let round = 0; round < 6; round++) {
      const order = await bought([[0, 2]]);
      const before = await stock(0);
      const lines = [{ orderLineId: order.lines[0]?.id, quantity: 2 }];
      await Promise.allSettled([
        cancel(order),
        fulfil(order),
        refund(order, { lines, shippingAmount: 490, restock: true }),
        fulfil(order, { lines: [{ orderLineId: order.lines[0]?.id, quantity: 1 }] }),
        cancel(order),
      ]);
      const after = await look(order.id);
      const [line] = after.lines;
      const sent = after.fulfilments.reduce((sum, one) => sum + (one.lines[0]?.quantity ?? 0), 0);
      expect(line?.fulfilledQuantity).toBe(sent);
      expect(sent + (line?.cancelledQuantity ?? 0)).toBeLessThanOrEqual(2);
      expect(after.refunded.amount).toBeLessThanOrEqual(order.total.amount);
      expect((await paying.ledger()).charges.at(-1)?.amount_refunded).toBe(after.refunded.amount);
      const now = await stock(0);
      const cameBack = after.refunds.some((one) => one.restock && one.state === "succeeded");
      const waiting = 2 - sent - (line?.cancelledQuantity ?? 0);
      expect(before.reserved - now.reserved).toBe(2 - waiting);
      expect(before.onHand - now.onHand).toBe(cameBack ? 0 : sent);
    }
  });
});

describe("the list of orders", () => {
  it("is filtered and sorted, page by page", async () => {
    const who = "list@example.com";
    const cheap = await bought([[1, 1]], who);
    const dear = await bought([[0, 4]], who);
    const middle = await bought([[0, 1]], who);
    await cancel(middle);
    await fulfil(dear);
    const ids = async (more: object) => {
      const found: string[] = [];
      for (let after: string | null = null, first = true; first || after !== null; first = false) {
        const page: { items: { id: string }[]; next: string | null } = await listOrders(
          paying.shop.staff("viewer"),
          ListOrders.parse({ text: who, first: 1, after, ...more }),
        );
        found.push(...page.items.map((one) => one.id));
        after = page.next;
      }
      return found;
    };
    expect(await ids({})).toEqual([middle.id, dear.id, cheap.id]);
    expect(await ids({ sort: "oldest" })).toEqual([cheap.id, dear.id, middle.id]);
    expect(await ids({ sort: "highest" })).toEqual([dear.id, middle.id, cheap.id]);
    expect(await ids({ sort: "lowest" })).toEqual([cheap.id, middle.id, dear.id]);
    expect(await ids({ cancelled: true })).toEqual([middle.id]);
    expect(await ids({ cancelled: false, fulfilmentState: "unfulfilled" })).toEqual([cheap.id]);
    expect(await ids({ fulfilmentState: "fulfilled", marketId: dear.market.id })).toEqual([dear.id]);
    const { next } = await listOrders(paying.shop.staff(), ListOrders.parse({ text: who, first: 1 }));
    const mixed = listOrders(paying.shop.staff(), ListOrders.parse({ text: who, after: next, sort: "highest" }));
    await expect(mixed).rejects.toMatchObject({ code: "orders.bad_cursor" });
  });
});

it("a note stands on the timeline for staff, and not on the shopper's page", async () => {
  const order = await bought([[1, 1]]);
  const noted = await addNote(paying.shop.staff("support"), { orderId: order.id, text: "Call before\ndelivery" });
  expect(noted.transitions.at(-1)).toMatchObject({
    aspect: "note",
    reason: "Call before\ndelivery",
    actorKind: "staff",
  });
  const status = await getOrderStatus(paying.shop.shopper(), { token: await tokenOf(order) });
  expect(JSON.stringify(status)).not.toContain("Call before");
});
