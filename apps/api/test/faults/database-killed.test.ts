import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tenantById } from "@meridian/core/tenants";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../../dev/ports.ts";
import { type Cluster, ensureCluster, removeCluster } from "../../dev/postgres.ts";
import { killCluster } from "../support/freeze.ts";
import { ok, send } from "../support/http.ts";
import { until } from "../support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "../support/platform.ts";
import { recover } from "../support/recover.ts";
import { ledgerOf, openSellableShop, type SellableShop, sessionOf, shopper } from "../support/sellable.ts";

const kills = 8;
const buyers = 6;
const stock = 100_000;

let dir: string;
let port: number;
let cluster: Cluster;
let platform: TestPlatform;
let shop: SellableShop;

/** As in production: what is acknowledged is on the disk. */
const start = (): Promise<Cluster> =>
  ensureCluster({
    dir,
    port,
    mode: "test",
    settings: { fsync: "on", synchronous_commit: "on", full_page_writes: "on" },
  });

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "killed-cluster-"));
  port = await freePort();
  cluster = await start();
  platform = await openTestPlatform({
    worker: true,
    euCluster: { ownerUrl: cluster.url("owner"), appUrl: cluster.url("app") },
  });
  shop = await openSellableShop(platform, stock);
}, 240_000);
afterAll(async () => {
  await platform.close();
  await cluster.stop();
  await removeCluster(dir);
});

/** Acknowledged to a shopper. */
interface Sold {
  readonly checkoutId: string;
  readonly number: string;
  readonly email: string;
}

/** One sale from the cart to the order's number; throws where the database went away. */
async function sale(i: number): Promise<Sold> {
  const buyer = shopper(shop);
  const email = `buyer-${i}@example.com`;
  const { checkoutId, redirectUrl } = ok<{ checkoutId: string; redirectUrl: string }>(
    await buyer.place(await buyer.readyCart(email), `place-${i}`),
  );
  await send(`${platform.regions.eu.stripe.url}/_dev/pay/${sessionOf(redirectUrl)}`, {
    body: { card: "4242424242424242" },
  });
  const { order } = ok<{ order: { number: string } | null }>(
    await buyer.call("POST", `/checkouts/${checkoutId}/confirm`, {}),
  );
  if (order === null) throw new Error("not an order yet");
  return { checkoutId, number: order.number, email };
}

async function inShop<T extends object>(sql: string): Promise<T[]> {
  const tenant = await tenantById(platform.regions.eu.runtime.regionDb, shop.merchant.tenantId);
  if (tenant === undefined) throw new Error("the shop is there");
  return (await platform.regions.eu.database.owner.query<T>(sql.replaceAll("{t}", `"${tenant.schema}"`))).rows;
}

it("a database killed again and again while a shop sells: every order that was acknowledged is there, once, paid, mailed and out of stock", async () => {
  const sold: Sold[] = [];
  let tried = 0;
  let isOver = false;
  const buying = Array.from({ length: buyers }, async () => {
    while (!isOver) {
      const done = await sale(tried++).catch(() => undefined);
      if (done === undefined) await new Promise((resolve) => setTimeout(resolve, 50));
      else sold.push(done);
    }
  });
  const away: number[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const before = sold.length;
    // At another moment of the sales each time.
    await until("sales", () => (sold.length >= before + 5 + kill ? true : undefined), 60_000);
    const killedAt = performance.now();
    killCluster(dir);
    await cluster.ended;
    const then = sold.length;
    cluster = await start();
    await until("the next sale", () => (sold.length > then ? true : undefined), 60_000);
    away.push(performance.now() - killedAt);
  }
  isOver = true;
  await Promise.all(buying);

  // What was under way is settled; what nobody paid for is given up.
  await recover(platform, "eu", 3 * 3600);
  const orders = await inShop<{ number: string; checkout_id: string; email: string; items: number; total: number }>(
    "select number, checkout_id, email, item_count as items, total_amount as total from {t}.orders",
  );
  const known = new Map(orders.map((order) => [order.checkout_id, order.number]));
  const lost = sold.filter(({ checkoutId, number }) => known.get(checkoutId) !== number);
  expect(lost).toEqual([]);
  expect(known.size).toBe(orders.length);
  expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length);
  const ledger = await ledgerOf(platform.regions.eu.stripe.url, shop.stripeKey);
  const paid = ledger.charges.filter(({ paid, amount, amount_refunded }) => paid && amount_refunded < amount);
  const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);
  expect(paid).toHaveLength(orders.length);
  expect(sum(paid.map(({ amount }) => amount))).toBe(sum(orders.map(({ total }) => Number(total))));
  const levels = await inShop<{ left: number }>("select sum(on_hand - reserved)::int as left from {t}.stock_levels");
  expect(levels).toEqual([{ left: stock - sum(orders.map(({ items }) => items)) }]);
  const torn = await inShop(
    "select aggregate_id from {t}.outbox_events group by 1 having count(*) <> max(seq) or min(seq) <> 1",
  );
  expect(torn).toEqual([]);
  const told = await inShop<{ count: number }>(
    `select count(distinct aggregate_id)::int as count from {t}.outbox_events where type = 'order.placed'`,
  );
  expect(told).toEqual([{ count: orders.length }]);
  await until("the outbox to be empty", async () =>
    (await inShop("select 1 from {t}.outbox_events where published_at is null limit 1")).length === 0
      ? true
      : undefined,
  );
  await until(
    "every mail",
    () => (orders.every(({ email }) => platform.mails.list({ to: email }).length > 0) ? true : undefined),
    60_000,
  );
  expect(await inShop("select 1 from {t}.flow_runs where state = 'started'")).toEqual([]);
  const audit = ok<{ intact: boolean }>(await shop.merchant.admin("tenants.verifyAudit", "read", {}));
  expect(audit.intact).toBe(true);
  process.stdout.write(
    `database killed ${kills} times: ${tried} sales begun, ${sold.length} acknowledged, ${orders.length} orders, 0 lost, 0 twice; next sale after ${Math.max(...away).toFixed(0)} ms at most\n`,
  );
}, 300_000);
