import { availability } from "@meridian/core/inventory";
import { getOrder, listOrders, previewRefund, refundOrder } from "@meridian/core/orders";
import { ListOrders, type Order, PreviewRefund, RefundOrder } from "@meridian/core/orders/schemas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ok, send } from "./support/http.ts";
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

async function bought(lines: readonly (readonly [number, number])[], card = "4242424242424242"): Promise<Order> {
  const placed = await paying.place(await paying.readyCart(lines));
  await paying.pay(placed, { card });
  await paying.confirm(placed);
  const { items } = await listOrders(paying.shop.staff(), ListOrders.parse({ first: 1 }));
  return look(items[0]?.id ?? "ord_");
}

const look = (id: Order["id"]) => getOrder(paying.shop.staff("viewer"), { id });
const refund = (order: Order, more: object, role: "support" | "viewer" = "support") =>
  refundOrder(
    paying.shop.staff(role),
    RefundOrder.parse({ orderId: order.id, version: order.version, reason: "Goodwill", ...more }),
  );
const available = async (variant: number) => {
  const id = paying.variantIds[variant] ?? "";
  return (await availability(paying.shop.service().db, [id])).get(id)?.available;
};

describe("refunds", () => {
  it("give back pieces, shipping and the rest, to the cent and with their tax", async () => {
    const order = await bought([
      [0, 1],
      [1, 3],
    ]);
    const [lamp, small] = order.lines;
    const stock = await available(1);
    const wanted = { lines: [{ orderLineId: small?.id, quantity: 2 }], shippingAmount: 490 };
    const preview = await previewRefund(paying.shop.staff(), PreviewRefund.parse({ orderId: order.id, ...wanted }));
    const first = await refund(order, { ...wanted, restock: true });
    expect(first.refund).toMatchObject({ state: "succeeded", amount: { amount: 2 * 333 + 490 }, automatic: false });
    expect([first.refund.amount, first.refund.tax]).toEqual([preview.amount, preview.tax]);
    expect(first.order).toMatchObject({ paymentState: "partially_refunded", refunded: first.refund.amount });
    expect(first.order.refundable).toEqual(preview.remaining);
    expect(await available(1)).toBe((stock ?? 0) + 2);
    const second = await refund(first.order, { lines: [{ orderLineId: lamp?.id, quantity: 1 }], amount: 33 });
    const last = await refund(second.order, { amount: second.order.refundable.amount });
    expect(last.order).toMatchObject({ paymentState: "refunded", refundable: { amount: 0 } });
    const taxes = last.order.refunds.reduce((sum, one) => sum + one.tax.amount, 0);
    expect(taxes).toBe(order.totals.tax.amount);
    expect(last.order.refunded).toEqual(order.total);
    expect(last.order.payments).toMatchObject([{ refunded: order.total, refunding: { amount: 0 } }]);
    const ledger = await paying.ledger();
    expect(ledger.charges.at(-1)?.amount_refunded).toBe(order.total.amount);
    expect(last.order.transitions.map(({ aspect, to }) => `${aspect} ${to}`)).toEqual([
      "payment paid",
      "refund succeeded",
      "payment partially_refunded",
      "cancellation rest_cancelled",
      "refund succeeded",
      "refund succeeded",
      "payment refunded",
    ]);
  });

  it("never give back more than was paid, whoever tries at once", async () => {
    const order = await bought([[0, 2]]);
    await expect(refund(order, { amount: order.total.amount + 1 })).rejects.toMatchObject({
      code: "orders.refund_too_much",
    });
    await expect(refund(order, {})).rejects.toMatchObject({ code: "orders.refund_nothing" });
    await expect(refund(order, { amount: 1 }, "viewer")).rejects.toMatchObject({ kind: "forbidden" });
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => refund(order, { amount: 2000 })));
    const refused = tries.filter((one) => one.status === "rejected");
    expect(refused).toHaveLength(11);
    for (const one of refused) expect(one.reason).toMatchObject({ code: "orders.stale" });
    expect((await look(order.id)).refunded.amount).toBe(2000);
  });

  it("leave everything as it was when the provider refuses", async () => {
    const order = await bought([[0, 1]]);
    const { charges } = await paying.ledger();
    const answer = await send(`${paying.stripe.url}/v1/refunds`, {
      rawBody: `charge=${charges.at(-1)?.id ?? ""}`,
      headers: { authorization: `Bearer ${paying.stripeKey}`, "content-type": "application/x-www-form-urlencoded" },
    });
    ok(answer);
    const tried = await refund(order, { lines: [{ orderLineId: order.lines[0]?.id, quantity: 1 }] });
    expect(tried.refund).toMatchObject({ state: "failed", failureCode: "charge_already_refunded" });
    expect(tried.order).toMatchObject({ paymentState: "paid", refunded: { amount: 0 }, refundable: order.total });
    expect(tried.order.lines[0]).toMatchObject({ refundedQuantity: 0, refunded: { amount: 0 } });
  });

  it("happen once although the provider's answer got lost", async () => {
    const order = await bought([[0, 1]]);
    await paying.fault("POST /v1/refunds", "timeout-after-success");
    const { refund: made } = await refund(order, { amount: 700 });
    expect(made.state).toBe("succeeded");
    expect((await paying.ledger()).charges.at(-1)?.amount_refunded).toBe(700);
  });

  it("are finished by the sweeper when the answer is unknown", async () => {
    const order = await bought([[0, 1]]);
    await paying.fault("POST /v1/refunds", "error-500", 3);
    await expect(refund(order, { amount: 500 })).rejects.toMatchObject({ code: "payments.provider_unavailable" });
    expect(await look(order.id)).toMatchObject({ refunded: { amount: 0 }, payments: [{ refunding: { amount: 500 } }] });
    paying.shop.clock.advance(31);
    await paying.sweep();
    expect(await look(order.id)).toMatchObject({ refunded: { amount: 500 }, payments: [{ refunding: { amount: 0 } }] });
  });

  it("that the bank decides later are counted when it has, and taken back when it sends them back", async () => {
    const order = await bought([[0, 1]], "4000000000007726");
    const { refund: made } = await refund(order, { amount: 600 });
    expect(made.state).toBe("pending");
    expect(await look(order.id)).toMatchObject({
      paymentState: "paid",
      refundable: { amount: order.total.amount - 600 },
    });
    const { refunds } = await paying.ledger();
    const settle = (outcome: string) =>
      send(`${paying.stripe.url}/_dev/refunds/${refunds.at(-1)?.id ?? ""}/settle`, { body: { outcome } });
    ok(await settle("succeeded"));
    paying.shop.clock.advance(3601);
    await paying.sweep();
    expect(await look(order.id)).toMatchObject({ paymentState: "partially_refunded", refunded: { amount: 600 } });
    ok(await settle("failed"));
    await paying.hear("refund.failed");
    expect(await look(order.id)).toMatchObject({
      paymentState: "paid",
      refunded: { amount: 0 },
      refundable: order.total,
    });
  });
});
