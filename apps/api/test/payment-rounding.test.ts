import { enterGiftCard } from "@meridian/core/carts";
import { EnterGiftCard } from "@meridian/core/carts/schemas";
import { issueGiftCard } from "@meridian/core/credit";
import { IssueGiftCard } from "@meridian/core/credit/schemas";
import { explainOrder, getOrder, listOrders, previewRefund, refundOrder, taxReport } from "@meridian/core/orders";
import { ListOrders, type Order, PreviewRefund, RefundOrder } from "@meridian/core/orders/schemas";
import { expect, it } from "vitest";
import { openPayingShop, type PayingShop, type PayingShopOptions } from "./support/paying-shop.ts";

async function withShop(options: PayingShopOptions, work: (paying: PayingShop) => Promise<void>): Promise<void> {
  const paying = await openPayingShop(options);
  try {
    await work(paying);
  } finally {
    await paying.close();
  }
}

async function newest(paying: PayingShop): Promise<Order> {
  const { items } = await listOrders(paying.shop.staff(), ListOrders.parse({ first: 1 }));
  return getOrder(paying.shop.staff(), { id: items[0]?.id ?? "ord_" });
}

/** Gives back an amount of the order, as the preview said it would be. */
async function giveBack(paying: PayingShop, amount: number) {
  const { id: orderId, version } = await newest(paying);
  const preview = await previewRefund(paying.shop.staff(), PreviewRefund.parse({ orderId, amount }));
  const asked = RefundOrder.parse({ orderId, version, amount, reason: "Part of it" });
  const { refund } = await refundOrder(paying.shop.staff(), asked);
  expect([refund.amount, refund.rounding, refund.total]).toEqual([preview.amount, preview.rounding, preview.total]);
  expect(refund.state).toBe("succeeded");
  return refund;
}

interface Kind extends PayingShopOptions {
  readonly currency: string;
  /** What is paid for two pieces, as the cart adds it up and as it can be charged; then in Stripe's amounts. */
  readonly total: number;
  readonly due: number;
  readonly charged: number;
  /** What goes back at Stripe for refunds of 1, of 3 and of the rest. */
  readonly back: readonly number[];
}

const kinds: readonly Kind[] = [
  { currency: "KWD", goods: [[1503, 5]], shipping: 0, total: 3006, due: 3010, charged: 3010, back: [3010] },
  {
    currency: "MGA",
    goods: [[500_070, 5]],
    total: 1_000_140,
    shipping: 0,
    due: 1_000_100,
    charged: 10_001,
    back: [10_001],
  },
  {
    currency: "UGX",
    goods: [[5001, 5]],
    shipping: 0,
    total: 10_002,
    due: 10_002,
    charged: 1_000_200,
    back: [100, 300, 999_800],
  },
  {
    currency: "ISK",
    goods: [[1999, 5]],
    shipping: 1,
    total: 3999,
    due: 3999,
    charged: 399_900,
    back: [100, 300, 399_500],
  },
  { currency: "JPY", goods: [[1999, 5]], shipping: 1, total: 3999, due: 3999, charged: 3999, back: [1, 3, 3995] },
  {
    currency: "HUF",
    goods: [[199_999, 5]],
    shipping: 1,
    total: 399_999,
    due: 399_999,
    charged: 399_999,
    back: [1, 3, 399_995],
  },
  {
    currency: "TWD",
    goods: [[19_999, 5]],
    shipping: 1,
    total: 39_999,
    due: 39_999,
    charged: 39_999,
    back: [1, 3, 39_995],
  },
];

it.each(kinds)("a sale of $total in $currency is charged as $charged, and goes back whole", async (kind) => {
  const { total, due, charged, back, currency, ...options } = kind;
  await withShop({ ...options, currency }, async (paying) => {
    const cart = await paying.readyCart([[0, 2]]);
    const amount = (minor: number) => ({ amount: minor, currency });
    expect([cart.totals.total, cart.due]).toEqual([amount(total), amount(due)]);
    expect(cart.paymentRounding).toEqual(due === total ? null : amount(due - total));
    const placed = await paying.place(cart);
    await paying.pay(placed);
    await paying.confirm(placed);
    const order = await newest(paying);
    expect([order.totals.total, order.paymentRounding, order.due]).toEqual([
      amount(total),
      cart.paymentRounding,
      amount(due),
    ]);
    // Neither the tax nor what it is computed on knows of the rounding.
    const { taxable = amount(0), tax = amount(0) } = order.taxLines[0] ?? {};
    expect(taxable.amount + tax.amount).toBe(total);
    expect(await explainOrder(paying.shop.staff(), { id: order.id })).toMatchObject({ agrees: true, differences: [] });
    for (const part of [1, 3, total - 4]) await giveBack(paying, part);
    const ledger = await paying.ledger();
    expect(ledger.charges.map((one) => one.amount)).toEqual([charged]);
    // Stripe is not asked for what rounds to nothing.
    expect(ledger.refunds.map((one) => one.amount)).toEqual(back);
    expect(await newest(paying)).toMatchObject({
      paymentState: "refunded",
      refunded: amount(total),
      refundable: amount(0),
      payments: [{ captured: amount(due), refunded: amount(due), refunding: amount(0) }],
    });
    // The history tells what was moved.
    const moved = (await newest(paying)).transitions.flatMap((one) => (one.amount === null ? [] : [one]));
    const inHistory = (aspect: string) =>
      moved.reduce((all, one) => all + (one.aspect === aspect ? (one.amount?.amount ?? 0) : 0), 0);
    expect([inHistory("payment"), inHistory("refund")]).toEqual([due, due]);
    const day = order.placedAt.slice(0, 10);
    const { rows } = await taxReport(paying.shop.staff(), { from: day, until: day, country: null, part: "rows" });
    expect(rows.map((row) => [row.taxable.amount + row.tax.amount, row.netTaxable.amount, row.netTax.amount])).toEqual([
      [total, 0, 0],
    ]);
  });
});

it("a gift card pays to the minor unit, and the rest is what can be charged; both go back whole", async () => {
  await withShop({ currency: "KWD", goods: [[2503, 5]], shipping: 0 }, async (paying) => {
    const staff = paying.shop.staff();
    const { code } = await issueGiftCard(staff, IssueGiftCard.parse({ value: { amount: 1_001, currency: "KWD" } }));
    const ready = await paying.readyCart([[0, 2]]);
    const cart = await enterGiftCard(paying.shop.shopper(), EnterGiftCard.parse({ cartId: ready.id, code }));
    expect(cart).toMatchObject({ credits: [{ applied: { amount: 1_001 } }], paymentRounding: { amount: 5 } });
    expect(cart.due.amount).toBe(5_006 - 1_001 + 5);
    const placed = await paying.place(cart);
    await paying.pay(placed);
    await paying.confirm(placed);
    for (const part of [7, 4_001, 998]) await giveBack(paying, part);
    const ledger = await paying.ledger();
    expect(ledger.charges.map((one) => one.amount)).toEqual([4_010]);
    expect(ledger.refunds.map((one) => one.amount)).toEqual([10, 4_000]);
    const order = await newest(paying);
    expect(order).toMatchObject({ paymentState: "refunded", due: { amount: 4_010 }, paymentRounding: { amount: 5 } });
    expect(order.refunds.map((one) => one.credited.amount).reduce((sum, one) => sum + one, 0)).toBe(1_001);
  });
});
