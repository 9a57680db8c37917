import { crashPointNames } from "@meridian/core/platform/crash";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import "../../src/http/region-app.ts";
import { keepSpares } from "../../src/worker/keep-spares.ts";
import { type ApiProcess, apiProcess } from "../support/api-process.ts";
import { bearer, callProcedure, ok, send } from "../support/http.ts";
import { until } from "../support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "../support/platform.ts";
import { recover } from "../support/recover.ts";
import { ledgerOf, openSellableShop, type SellableShop, sessionOf, shopper } from "../support/sellable.ts";

const points = crashPointNames().filter((name) => name.startsWith("orders.cancel:"));
const stock = 7;
const total = 2 * 1999 + 490;

let platform: TestPlatform;
let api: ApiProcess;
beforeAll(async () => {
  platform = await openTestPlatform({ worker: false });
  api = await apiProcess(platform.regions.eu.env);
});
afterAll(async () => {
  await api.stop();
  await platform.close();
});

interface Seen {
  readonly id: string;
  readonly version: number;
  readonly email: string;
  readonly cancelledAt: string | null;
  readonly refunded: { readonly amount: number };
  readonly refunds: readonly { readonly state: string }[];
}

let buyers = 0;

/** A shop with an order of two lamps, paid, in this process. */
async function ordered(): Promise<{ shop: SellableShop; order: Seen }> {
  const email = `erika-${++buyers}@example.com`;
  const { runtime, database, stripe } = platform.regions.eu;
  await keepSpares(runtime, database.owner);
  const shop = await openSellableShop(platform, stock);
  const buyer = shopper(shop);
  const placed = ok<{ checkoutId: string; redirectUrl: string }>(
    await buyer.place(await buyer.readyCart(email, 2), "place"),
  );
  await send(`${stripe.url}/_dev/pay/${sessionOf(placed.redirectUrl)}`, { body: {} });
  ok(await buyer.call("POST", `/checkouts/${placed.checkoutId}/confirm`, {}));
  const { items } = ok<{ items: { id: string }[] }>(await shop.merchant.admin("orders.list", "read", {}));
  return { shop, order: await look(shop, items[0]?.id ?? "") };
}

const look = async (shop: SellableShop, id: string) =>
  ok<Seen>(await shop.merchant.admin("orders.get", "read", { id }));

/** Cancels in the process that may die, always under the same key. */
const cancel = (shop: SellableShop, order: Seen) =>
  callProcedure(
    `${api.url}/admin/trpc`,
    "orders.cancel",
    "flow",
    { orderId: order.id, version: order.version, reason: "Changed their mind" },
    { ...bearer(shop.merchant.token), "idempotency-key": "cancel" },
  );

async function crashAt(point: string): Promise<{ shop: SellableShop; order: Seen }> {
  const made = await ordered();
  await api.start(point);
  await cancel(made.shop, made.order).catch(() => undefined);
  await until("the crash", () => (api.crashed() ? true : undefined), 20_000);
  return made;
}

async function expectCancelledOnce(shop: SellableShop, order: Seen): Promise<void> {
  const after = await look(shop, order.id);
  expect(after.cancelledAt).not.toBeNull();
  expect(after.refunded.amount).toBe(total);
  expect(after.refunds.map((refund) => refund.state)).toEqual(["succeeded"]);
  const { charges } = await ledgerOf(platform.regions.eu.stripe.url, shop.stripeKey);
  expect(charges.map((charge) => charge.amount_refunded)).toEqual([total]);
  const { items } = ok<{ items: { available: number }[] }>(
    await shop.merchant.admin("inventory.listStock", "read", { variantIds: [shop.variantId] }),
  );
  expect(items[0]?.available).toBe(stock);
  const mails = platform.mails.list({ to: after.email }).map((mail) => mail.subject);
  expect(mails).toHaveLength(3);
  expect(new Set(mails).size).toBe(3);
}

describe("the API killed while an order is cancelled", { timeout: 120_000 }, () => {
  it("knows its crash points", () => {
    expect(points).toEqual(["orders.cancel:begun", "orders.cancel:called", "orders.cancel:finished"]);
  });

  it.each(points)("at %s, and the merchant tries again: cancelled once, paid back once", async (point) => {
    const { shop, order } = await crashAt(point);
    await api.start(null);
    await recover(platform, "eu", 60);
    expect((await cancel(shop, order)).status).toBe(200);
    await expectCancelledOnce(shop, order);
  });

  it.each(points)("at %s, and nobody tries again: the sweeper pays back once", async (point) => {
    const { shop, order } = await crashAt(point);
    await recover(platform, "eu", 60);
    await expectCancelledOnce(shop, order);
  });
});
