import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ok, send } from "../support/http.ts";
import { until } from "../support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "../support/platform.ts";
import { ledgerOf, openSellableShop, type SeenCart, sessionOf, shopper } from "../support/sellable.ts";

const buyers = 500;
const units = 50;
/** Carts are filled in batches; the buying itself is all at once. */
const atOnce = 25;

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform({ worker: true });
});
afterAll(() => platform.close());

interface Placed {
  readonly checkoutId: string;
  readonly redirectUrl: string;
}
const orders = async (shop: Awaited<ReturnType<typeof openSellableShop>>): Promise<number> =>
  ok<{ items: unknown[] }>(await shop.merchant.admin("orders.list", "read", { first: 100 })).items.length;

describe("scarce stock", { timeout: 240_000 }, () => {
  it(`sells exactly ${units} units to ${buyers} buyers at once, and refuses the others plainly`, async () => {
    const shop = await openSellableShop(platform, units);
    const buyer = shopper(shop);
    const stripe = platform.regions.eu.stripe.url;
    const carts: SeenCart[] = [];
    for (let filled = 0; filled < buyers; filled += atOnce) {
      const batch = Array.from({ length: atOnce }, (_, i) => buyer.readyCart(`buyer-${filled + i}@example.com`));
      carts.push(...(await Promise.all(batch)));
    }
    const placed = await Promise.all(carts.map((cart, i) => buyer.place(cart, `place-${i}`)));
    const sold = placed.filter((answer) => answer.status === 200).map((answer) => ok<Placed>(answer));
    const refused = placed.filter((answer) => answer.status !== 200);
    expect(sold).toHaveLength(units);
    expect(new Set(refused.map((answer) => `${answer.status} ${answer.code}`))).toEqual(
      new Set(["409 inventory.out_of_stock"]),
    );

    const paid = await Promise.all(
      sold.map((checkout) =>
        send(`${stripe}/_dev/pay/${sessionOf(checkout.redirectUrl)}`, { body: { card: "4242424242424242" } }),
      ),
    );
    expect(paid.every((answer) => answer.status === 200)).toBe(true);
    await Promise.all(sold.map((checkout) => buyer.call("POST", `/checkouts/${checkout.checkoutId}/confirm`, {})));
    await until("all orders", async () => ((await orders(shop)) === units ? true : undefined));

    const ledger = await ledgerOf(stripe, shop.stripeKey);
    expect(ledger.charges.filter((charge) => charge.status === "succeeded")).toHaveLength(units);
    expect(ledger.refunds).toHaveLength(0);
    const stock = ok<{ items: { onHand: number; available: number }[] }>(
      await shop.merchant.admin("inventory.listStock", "read", { variantIds: [shop.variantId] }),
    );
    expect(stock.items[0]).toMatchObject({ available: 0 });
    process.stdout.write(
      `flash sale: ${buyers} buyers, ${units} units: ${sold.length} sold, ${refused.length} refused\n`,
    );
  });

  it("makes one order and one charge of a checkout that is sent 50 times", async () => {
    const shop = await openSellableShop(platform, 10);
    const buyer = shopper(shop);
    const cart = await buyer.readyCart("once@example.com");
    const same = await Promise.all(Array.from({ length: 50 }, () => buyer.place(cart, "one-key")));
    const answers = same.filter((answer) => answer.status === 200).map((answer) => ok<Placed>(answer));
    expect(answers.length).toBeGreaterThan(0);
    for (const other of same.filter((answer) => answer.status !== 200))
      expect(other.code).toBe("idempotency.in_progress");
    const others = await Promise.all(Array.from({ length: 50 }, (_, i) => buyer.place(cart, `key-${i}`)));
    const ids = new Set(
      [...answers, ...others.filter((answer) => answer.status === 200).map((answer) => ok<Placed>(answer))].map(
        (answer) => answer.checkoutId,
      ),
    );
    expect(ids.size).toBe(1);
    const { checkoutId, redirectUrl } = answers[0] ?? { checkoutId: "", redirectUrl: "" };
    const session = sessionOf(redirectUrl);
    const stripe = platform.regions.eu.stripe.url;
    await Promise.all(
      Array.from({ length: 20 }, () => send(`${stripe}/_dev/pay/${session}`, { body: { card: "4242424242424242" } })),
    );
    await Promise.all(Array.from({ length: 50 }, () => buyer.call("POST", `/checkouts/${checkoutId}/confirm`, {})));
    await until("the order", async () => ((await orders(shop)) === 1 ? true : undefined));
    const ledger = await ledgerOf(stripe, shop.stripeKey);
    expect(ledger.charges.filter((charge) => charge.status === "succeeded")).toHaveLength(1);
    expect(await orders(shop)).toBe(1);
  });
});
