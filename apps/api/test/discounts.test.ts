import {
  enterCode,
  enterGiftCard,
  explainCart,
  getCart,
  recalculate,
  removeCode,
  removeGiftCard,
  useStoreCredit,
} from "@meridian/core/carts";
import { type Cart, EnterCode, EnterGiftCard, GetCart, UseStoreCredit } from "@meridian/core/carts/schemas";
import { getCreditAccount, giveStoreCredit, issueGiftCard } from "@meridian/core/credit";
import { GiveStoreCredit, IssueGiftCard } from "@meridian/core/credit/schemas";
import { getOrder, getOrderStatus, listOrders, refundOrder } from "@meridian/core/orders";
import { ListOrders, type Order, RefundOrder } from "@meridian/core/orders/schemas";
import { addCode, getPromotion, setPromotion } from "@meridian/core/promotions";
import { AddCode, SetPromotion } from "@meridian/core/promotions/schemas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPayingShop, type PayingShop } from "./support/paying-shop.ts";

let paying: PayingShop;
beforeAll(async () => {
  paying = await openPayingShop({
    goods: [
      [1999, 100],
      [1000, 100],
    ],
  });
});
afterAll(() => paying.close());

const staff = () => paying.shop.staff();
const shopper = () => paying.shop.shopper();
let made = 0;

/** A promotion with a code of its own that takes 10 % off the order. */
async function coded(more: object = {}, maxUses: number | null = 1): Promise<{ id: `pro_${string}`; code: string }> {
  const { id } = await setPromotion(
    staff(),
    SetPromotion.parse({ name: "Ten", trigger: "code", effect: { kind: "order_percentage", ppm: 100_000 }, ...more }),
  );
  const code = `CODE-${(made += 1)}`;
  await addCode(staff(), AddCode.parse({ promotionId: id, code, maxUses }));
  return { id, code };
}
const enter = (cart: Pick<Cart, "id">, code: string) =>
  enterCode(shopper(), EnterCode.parse({ cartId: cart.id, code }));
const payWith = (cart: Pick<Cart, "id">, code: string) =>
  enterGiftCard(shopper(), EnterGiftCard.parse({ cartId: cart.id, code }));
const card = (amount: number) => issueGiftCard(staff(), IssueGiftCard.parse({ value: { amount, currency: "EUR" } }));
const balance = async ({ account: { id } }: Awaited<ReturnType<typeof card>>) =>
  (await getCreditAccount(staff(), { id })).balance.amount;
const uses = async (id: `pro_${string}`) => (await getPromotion(staff(), { id })).uses;
const read = (cart: Pick<Cart, "id">) => getCart(shopper(), GetCart.parse({ cartId: cart.id }));

async function newest(): Promise<Order> {
  const { items } = await listOrders(staff(), ListOrders.parse({ first: 1 }));
  return getOrder(staff(), { id: items[0]?.id ?? "ord_" });
}
async function bought(cart: Cart): Promise<Order> {
  const placed = await paying.place(cart);
  if (cart.due.amount > 0) await paying.pay(placed);
  expect(await paying.confirm(placed)).toMatchObject({ state: "completed" });
  return newest();
}
const refund = (order: Order, more: object) =>
  refundOrder(
    paying.shop.staff("support"),
    RefundOrder.parse({ orderId: order.id, version: order.version, reason: "Goodwill", ...more }),
  );

describe("a code in a cart", () => {
  it("takes off what it says, line by line, and the trace tells how", async () => {
    const { code } = await coded();
    const cart = await enter(
      await paying.readyCart([
        [0, 2],
        [1, 1],
      ]),
      code.toLowerCase(),
    );
    expect(cart.codes).toEqual([{ code, state: "applied", reason: null }]);
    expect(cart.totals).toMatchObject({ items: { amount: 4998 }, discount: { amount: 500 }, total: { amount: 4988 } });
    expect(cart.lines.map((line) => [line.subtotal?.amount, line.discount?.amount, line.total?.amount])).toEqual([
      [3998, 400, 3598],
      [1000, 100, 900],
    ]);
    expect(cart.discounts).toMatchObject([{ name: "Ten", code, amount: { amount: 500 }, shipping: { amount: 0 } }]);
    const { trace } = await explainCart(shopper(), GetCart.parse({ cartId: cart.id }));
    expect(trace.promotions).toMatchObject([{ effect: "order", base: 4998, amount: 500 }]);
    const without = await removeCode(shopper(), EnterCode.parse({ cartId: cart.id, code }));
    expect(without).toMatchObject({ codes: [], totals: { discount: { amount: 0 }, total: { amount: 5488 } } });
    expect(without.totalsHash).not.toBe(cart.totalsHash);
  });

  it("that does not hold stays with its reason, one that nobody knows is called so", async () => {
    const much = { kind: "order_minimum", amounts: [{ amount: 100_000, currency: "EUR" }], of: { kind: "all" } };
    const { code } = await coded({ conditions: [much] });
    const cart = await paying.readyCart([[0, 1]]);
    await enter(cart, code);
    const { codes, totals } = await enter(cart, "NOBODY");
    expect(codes).toEqual([
      { code, state: "refused", reason: "order_minimum" },
      { code: "NOBODY", state: "unknown", reason: null },
    ]);
    expect(totals.discount.amount).toBe(0);
  });

  it("cannot be guessed for long in one cart", async () => {
    const cart = await paying.readyCart([[0, 1]]);
    for (let i = 0; i < 20; i += 1) {
      await enter(cart, `GUESS-${i}`);
      await removeCode(shopper(), EnterCode.parse({ cartId: cart.id, code: `GUESS-${i}` }));
    }
    const { code } = await coded();
    await expect(enter(cart, code)).rejects.toMatchObject({ code: "carts.too_many_guesses" });
    await expect(payWith(cart, "AAAABBBBCCCC")).rejects.toMatchObject({ code: "carts.too_many_guesses" });
  });

  it("gives free shipping, and the tax of the shipping goes with it", async () => {
    const { code } = await coded({ effect: { kind: "free_shipping" } });
    const order = await bought(await enter(await paying.readyCart([[1, 1]]), code));
    expect(order.totals).toMatchObject({
      shipping: { amount: 490 },
      discount: { amount: 490 },
      total: { amount: 1000 },
    });
    expect(order).toMatchObject({ shippingGross: { amount: 0 }, shippingTax: { amount: 0 } });
  });
});

describe("a discounted order", () => {
  it("keeps what was taken off, charges exactly that, and recalculates from its snapshot", async () => {
    const { id, code } = await coded();
    const order = await bought(
      await enter(
        await paying.readyCart([
          [0, 3],
          [1, 1],
        ]),
        code,
      ),
    );
    expect(order.totals).toMatchObject({ items: { amount: 6997 }, discount: { amount: 700 }, total: { amount: 6787 } });
    expect(order.discounts).toMatchObject([{ promotionId: id, code, amount: { amount: 700 } }]);
    expect(order.lines.map((line) => [line.discount.amount, line.lineTotal.amount])).toEqual([
      [600, 5397],
      [100, 900],
    ]);
    expect((await paying.ledger()).charges.at(-1)?.amount).toBe(6787);
    const { rows } = await paying.shop.database.app.pool.query<{ quote: Parameters<typeof recalculate>[0] }>(
      `select quote from ${paying.shop.tenant.schema}.orders where id = $1`,
      [order.id],
    );
    const [{ quote } = { quote: undefined }] = rows;
    expect(quote && recalculate(quote).totals).toMatchObject({
      discount: order.totals.discount,
      total: order.totals.total,
      tax: order.totals.tax,
    });
    expect(await uses(id)).toBe(1);
    const again = await enter(await paying.readyCart([[0, 1]]), code);
    expect(again.codes).toMatchObject([{ code, state: "refused", reason: "code_used_up" }]);
  });

  it("is refunded in parts that sum to what was paid", async () => {
    const { code } = await coded();
    let order = await bought(await enter(await paying.readyCart([[0, 3]]), code));
    const { id: orderLineId } = order.lines[0] ?? { id: "" };
    for (const more of [{ lines: [{ orderLineId, quantity: 1 }] }, { amount: 333 }, { shippingAmount: 100 }]) {
      ({ order } = await refund(order, more));
    }
    ({ order } = await refund(order, { amount: order.refundable.amount }));
    expect(order).toMatchObject({ paymentState: "refunded", refunded: order.total });
    expect(order.refunds.reduce((sum, one) => sum + one.tax.amount, 0)).toBe(order.totals.tax.amount);
  });
});

describe("a checkout", () => {
  it("holds the code from placing on, and gives it back when nobody pays", async () => {
    const { id, code } = await coded({ maxUses: 1, perCustomer: 1 });
    const cart = await enter(await paying.readyCart([[0, 1]]), code);
    const placed = await paying.place(cart);
    expect(await uses(id)).toBe(1);
    // Its own cart does not miss what it holds, and placing again finds the same checkout.
    expect((await read(cart)).codes).toMatchObject([{ state: "applied" }]);
    expect((await paying.place(cart)).checkoutId).toBe(placed.checkoutId);
    const other = await enter(await paying.readyCart([[0, 1]], "otto@example.com"), code);
    expect(other.codes).toMatchObject([{ state: "refused", reason: "code_used_up" }]);
    paying.shop.clock.advance(3_000);
    await paying.sweep();
    expect(await uses(id)).toBe(0);
    expect((await read(other)).codes).toMatchObject([{ state: "applied" }]);
  });

  it("whose discount is gone is refused with both totals, not charged", async () => {
    const { code } = await coded();
    const [one, two] = [await paying.readyCart([[0, 1]]), await paying.readyCart([[0, 1]])];
    const [first, second] = [await enter(one, code), await enter(two, code)];
    await paying.place(first);
    await expect(paying.place(second)).rejects.toMatchObject({
      code: "checkout.total_changed",
      details: { expected: { amount: 2289 }, actual: { amount: 2489 } },
    });
  });

  it("replaced by a changed cart holds once", async () => {
    const { id, code } = await coded({ maxUses: 5 }, null);
    const cart = await enter(await paying.readyCart([[0, 1]]), code);
    await paying.place(cart);
    await paying.place(await paying.change(cart, 0, 2));
    expect(await uses(id)).toBe(1);
  });
});

describe("a gift card", () => {
  it("pays a part, the rest is charged, and refunds go back money first", async () => {
    const gift = await card(1_000);
    const cart = await payWith(await paying.readyCart([[0, 1]]), gift.code);
    expect(cart).toMatchObject({ totals: { total: { amount: 2489 } }, due: { amount: 1489 } });
    expect(cart.credits).toMatchObject([{ last4: gift.account.last4, applied: { amount: 1_000 }, reason: null }]);
    let order = await bought(cart);
    expect((await paying.ledger()).charges.at(-1)?.amount).toBe(1489);
    expect(order).toMatchObject({
      total: { amount: 2489 },
      credits: [{ kind: "gift_card", applied: { amount: 1_000 } }],
      payments: [{ captured: { amount: 1489 } }],
    });
    expect(await balance(gift)).toBe(0);
    ({ order } = await refund(order, { amount: 1_400 }));
    expect(order.refunds.at(-1)).toMatchObject({ amount: { amount: 1_400 }, credited: { amount: 0 } });
    ({ order } = await refund(order, { amount: 300 }));
    expect(order.refunds.at(-1)).toMatchObject({ state: "succeeded", credited: { amount: 211 } });
    expect(await balance(gift)).toBe(211);
    ({ order } = await refund(order, { amount: order.refundable.amount }));
    expect(order).toMatchObject({ paymentState: "refunded", refundable: { amount: 0 } });
    expect(await balance(gift)).toBe(1_000);
    expect((await paying.ledger()).charges.at(-1)?.amount_refunded).toBe(1489);
  });

  it("that covers all needs no payment page; what is left stays on it", async () => {
    const charges = (await paying.ledger()).charges.length;
    const gift = await card(5_000);
    const cart = await payWith(await paying.readyCart([[0, 1]]), gift.code);
    expect(cart.due.amount).toBe(0);
    const placed = await paying.place(cart);
    expect(placed.state).toBe("completed");
    expect(await balance(gift)).toBe(5_000 - 2_489);
    expect((await paying.ledger()).charges).toHaveLength(charges);
    const order = await newest();
    const { order: whole } = await refund(order, { amount: order.refundable.amount });
    expect(whole.refunds).toMatchObject([{ state: "succeeded", credited: { amount: 2_489 } }]);
    expect(await balance(gift)).toBe(5_000);
  });

  it("is held while somebody pays, and given back when nobody does", async () => {
    const gift = await card(700);
    const cart = await payWith(await paying.readyCart([[0, 1]]), gift.code);
    await paying.place(cart);
    expect(await balance(gift)).toBe(0);
    expect((await read(cart)).due.amount).toBe(1789);
    const other = await payWith(await paying.readyCart([[0, 1]]), gift.code);
    expect(other.credits).toMatchObject([{ applied: { amount: 0 }, reason: "empty" }]);
    paying.shop.clock.advance(3_000);
    await paying.sweep();
    expect(await balance(gift)).toBe(700);
    expect((await read(other)).due.amount).toBe(1789);
  });

  it("can be taken out again; a code that nobody knows is told so", async () => {
    const gift = await card(100);
    const cart = await payWith(await paying.readyCart([[0, 1]]), gift.code);
    const { last4 } = gift.account;
    const without = await removeGiftCard(shopper(), { cartId: cart.id, last4: last4 ?? "", locale: null });
    expect(without).toMatchObject({ credits: [], due: { amount: 2489 } });
    expect(await payWith(cart, "AAAA-BBBB-CCCC")).toMatchObject({ credits: [], notices: ["gift_card_unknown"] });
  });

  it("together with a code, in one order that shows both to its buyer", async () => {
    const { code } = await coded();
    const gift = await card(500);
    const cart = await payWith(await enter(await paying.readyCart([[1, 2]]), code), gift.code);
    const placed = await paying.place(cart);
    await paying.pay(placed);
    const { order } = await paying.confirm(placed);
    const status = await getOrderStatus(shopper(), { token: order?.token ?? "" });
    expect(status.totals).toMatchObject({ discount: { amount: 200 }, total: { amount: 2290 } });
    expect(status.credits).toMatchObject([{ applied: { amount: 500 } }]);
    expect((await paying.ledger()).charges.at(-1)?.amount).toBe(1790);
  });
});

describe("store credit", () => {
  it("pays for the customer who is logged in, and for nobody else", async () => {
    const first = await bought(await paying.readyCart([[1, 1]]));
    const given = { customerId: first.customerId, value: { amount: 400, currency: "EUR" }, note: "sorry" };
    await giveStoreCredit(staff(), GiveStoreCredit.parse(given));
    const { id: cartId } = await paying.readyCart([[1, 1]]);
    const use = (ctx: ReturnType<typeof shopper>) => useStoreCredit(ctx, UseStoreCredit.parse({ cartId, use: true }));
    await expect(use(shopper())).rejects.toMatchObject({ code: "carts.store_credit_needs_customer" });
    const cart = await use(paying.shop.customer(first.customerId));
    expect(cart).toMatchObject({ usesStoreCredit: true, due: { amount: 1090 } });
    expect(cart.credits).toMatchObject([{ kind: "store_credit", last4: null, applied: { amount: 400 } }]);
  });
});

describe("twenty buyers at once", () => {
  it("of a gift card that pays for 3 get 3 orders, and the card is empty, not below", async () => {
    const gift = await card(3 * 1_490);
    const carts: Cart[] = [];
    for (let i = 0; i < 20; i += 1) carts.push(await payWith(await paying.readyCart([[1, 1]]), gift.code));
    const placed = await Promise.allSettled(carts.map((cart) => paying.place(cart)));
    const paid = placed.filter((one) => one.status === "fulfilled" && one.value.state === "completed");
    expect(paid).toHaveLength(3);
    expect(await balance(gift)).toBe(0);
  }, 60_000);
});
