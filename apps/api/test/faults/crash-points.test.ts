import { crashPointNames } from "@meridian/core/platform/crash";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import "../../src/http/region-app.ts";
import { keepSpares } from "../../src/worker/keep-spares.ts";
import { type ApiProcess, apiProcess } from "../support/api-process.ts";
import { type Answer, bearer, callProcedure, ok, send } from "../support/http.ts";
import { until } from "../support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "../support/platform.ts";
import { recover } from "../support/recover.ts";
import {
  ledgerOf,
  openSellableShop,
  type SeenCart,
  type SellableShop,
  sessionOf,
  shopper,
} from "../support/sellable.ts";

/** The points between a shopper's cart and a refund. Every name that these prefixes have is hit. */
const elsewhere = /^(payments\.(connect|send_surplus_back)|checkout\.refund|orders\.cancel):/;
const points = crashPointNames().filter((name) => /^(checkout|orders|payments)\./.test(name) && !elsewhere.test(name));
const stock = 7;

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

interface Progress {
  cart?: SeenCart;
  placed?: { checkoutId: string; redirectUrl: string };
  paid?: boolean;
  order?: { id: string; version: number };
  refunded?: boolean;
}

/** Goes on from wherever the journey stands; each step is repeated with the same key. */
async function goOn(shop: SellableShop, progress: Progress): Promise<void> {
  const buyer = shopper(shop, api.url);
  const stripe = platform.regions.eu.stripe.url;
  const staff = (path: string, kind: "read" | "flow", input: unknown, key = "refund"): Promise<Answer> =>
    callProcedure(`${api.url}/admin/trpc`, path, kind, input, {
      ...bearer(shop.merchant.token),
      "idempotency-key": key,
    });
  progress.cart ??= await buyer.readyCart("erika@example.com", 2);
  progress.placed ??= ok(await buyer.place(progress.cart, "place"));
  if (progress.paid !== true) {
    const paid = await send(`${stripe}/_dev/pay/${sessionOf(progress.placed.redirectUrl)}`, {
      body: { card: "4242424242424242" },
    });
    progress.paid = paid.status === 200 || paid.status === 409;
  }
  // Stripe tells too; the sooner of both makes the order.
  await send(`${stripe}/_dev/hurry`, { method: "POST" });
  ok(await buyer.call("POST", `/checkouts/${progress.placed.checkoutId}/confirm`, {}));
  const { items } = ok<{ items: { id: string }[] }>(await staff("orders.list", "read", {}));
  progress.order ??= ok(await staff("orders.get", "read", { id: items[0]?.id }));
  const input = {
    orderId: progress.order?.id,
    version: progress.order?.version,
    lines: [],
    amount: 1000,
    reason: "Scratch",
  };
  ok(await staff("orders.refund", "flow", input));
  progress.refunded = true;
}

async function stateOf(shop: SellableShop) {
  const ledger = await ledgerOf(platform.regions.eu.stripe.url, shop.stripeKey);
  const orders = ok<{ items: { total: { amount: number }; refunded: { amount: number } }[] }>(
    await shop.merchant.admin("orders.list", "read", {}),
  ).items;
  const levels = ok<{ items: { available: number }[] }>(
    await shop.merchant.admin("inventory.listStock", "read", { variantIds: [shop.variantId] }),
  ).items;
  const charges = ledger.charges.filter((charge) => charge.status === "succeeded");
  return {
    orders: orders.map((order) => ({ total: order.total.amount, refunded: order.refunded.amount })),
    kept: charges
      .filter((charge) => charge.amount_refunded < charge.amount)
      .map((charge) => ({ total: charge.amount, refunded: charge.amount_refunded })),
    available: levels[0]?.available,
  };
}

/** Starts a journey that dies at the point. */
async function crashAt(point: string): Promise<{ shop: SellableShop; progress: Progress }> {
  const { runtime, database } = platform.regions.eu;
  await keepSpares(runtime, database.owner);
  const shop = await openSellableShop(platform, stock);
  await api.start(point);
  // Stripe's webhooks come to the process that dies.
  const input = { secretKey: shop.stripeKey };
  ok(await callProcedure(`${api.url}/admin/trpc`, "payments.connect", "flow", input, bearer(shop.merchant.token)));
  const progress: Progress = {};
  const failure = await goOn(shop, progress).then(
    () => undefined,
    (error: unknown) => error,
  );
  // The connection breaks a moment before the end of its process is heard of.
  await until("the crash", () => (api.crashed() ? true : undefined), 20_000).catch((error: unknown) => {
    throw failure ?? error;
  });
  return { shop, progress };
}

const hits = new Map<string, number>();

describe("the API killed between cart and refund", { timeout: 180_000 }, () => {
  it("knows its crash points", () => {
    expect(points.length).toBeGreaterThanOrEqual(9);
  });

  it.each(points)("at %s, and the shopper comes back: one order, one charge, one refund", async (point) => {
    const { shop, progress } = await crashAt(point);
    expect(api.crashed()).toBe(true);
    hits.set(point, (hits.get(point) ?? 0) + 1);
    await api.start(null);
    await recover(platform, "eu", 60);
    await goOn(shop, progress);
    await recover(platform, "eu", 60);
    expect(progress.refunded).toBe(true);
    const total = 2 * 1999 + 490;
    expect(await stateOf(shop)).toEqual({
      orders: [{ total, refunded: 1000 }],
      kept: [{ total, refunded: 1000 }],
      available: stock - 2,
    });
  });

  it.each(points)("at %s, and nobody comes back: no order without payment, no payment without order", async (point) => {
    const { shop } = await crashAt(point);
    expect(api.crashed()).toBe(true);
    hits.set(point, (hits.get(point) ?? 0) + 1);
    await recover(platform, "eu", 60);
    await recover(platform, "eu", 2 * 3600);
    const { orders, kept, available } = await stateOf(shop);
    expect(orders).toEqual(kept);
    expect(available).toBe(stock - 2 * orders.length);
  });

  afterAll(() => {
    process.stdout.write(
      `crash points hit:\n${[...hits].map(([point, count]) => `  ${count} × ${point}`).join("\n")}\n`,
    );
  });
});
