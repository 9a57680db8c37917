import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../dev/ports.ts";
import { type Cluster, ensureCluster, removeCluster } from "../../dev/postgres.ts";
import { type Answer, ok, send } from "../support/http.ts";
import { until } from "../support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "../support/platform.ts";
import {
  ledgerOf,
  openSellableShop,
  type Placed,
  type SellableShop,
  sell,
  sessionOf,
  shopper,
} from "../support/sellable.ts";

let dir: string;
let port: number;
let cluster: Cluster;
let platform: TestPlatform;
let shops: Readonly<Record<"eu" | "us", SellableShop>>;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "eu-cluster-"));
  port = await freePort();
  cluster = await ensureCluster({ dir, port, mode: "test" });
  const euCluster = { ownerUrl: cluster.url("owner"), appUrl: cluster.url("app") };
  platform = await openTestPlatform({ worker: true, euCluster });
  shops = { eu: await openSellableShop(platform, 1000), us: await openSellableShop(platform, 1000, "us") };
});
afterAll(async () => {
  await platform.close();
  await cluster.stop();
  await removeCluster(dir);
});

const sale = (region: "eu" | "us", name: string): Promise<boolean> => sell(platform, shops[region], name);

const orders = async (region: "eu" | "us"): Promise<number> =>
  ok<{ items: unknown[] }>(await shops[region].merchant.admin("orders.list", "read", { first: 100 })).items.length;

const look = (region: "eu" | "us"): Promise<Answer> => shopper(shops[region]).call("GET", "/products?market=de");

describe("a region's database away", { timeout: 240_000 }, () => {
  it("is told at once and with a time to come back; the other region sells on; then it recovers by itself", async () => {
    expect(await sale("eu", "before")).toBe(true);
    let stopped = false;
    let slowest = 0;
    const answers: Answer[] = [];
    const load = async (): Promise<void> => {
      while (!stopped) {
        const begun = performance.now();
        answers.push(await look("eu"));
        slowest = Math.max(slowest, performance.now() - begun);
      }
    };
    const loads = Array.from({ length: 4 }, load);
    await until("answers", () => (answers.some((answer) => answer.status === 200) ? true : undefined));
    await cluster.stop();
    await until("refusals", () => (answers.filter((answer) => answer.status === 503).length > 40 ? true : undefined));

    const sold = await Promise.all(Array.from({ length: 5 }, (_, i) => sale("us", `us-${i}`)));
    expect(sold).toEqual([true, true, true, true, true]);
    expect((await send(`${platform.regions.eu.url}/readyz`)).status).toBe(503);
    expect((await send(`${platform.regions.us.url}/readyz`)).status).toBe(200);

    cluster = await ensureCluster({ dir, port, mode: "test" });
    const before = answers.length;
    await until("eu again", () => (answers.slice(before).some((answer) => answer.status === 200) ? true : undefined));
    stopped = true;
    await Promise.all(loads);
    const refused = answers.filter((answer) => answer.status !== 200);
    expect(new Set(refused.map((answer) => `${answer.status} ${answer.code}`))).toEqual(
      new Set(["503 platform.unavailable"]),
    );
    expect(refused.every((answer) => Number(answer.headers.get("retry-after")) >= 1)).toBe(true);
    // Nothing hung: no request waited for anything like a connection's time-out.
    expect(slowest).toBeLessThan(10_000);
    expect(await sale("eu", "after")).toBe(true);
    expect(await orders("eu")).toBe(2);
    process.stdout.write(`region away: ${answers.length} answers, ${refused.length} refused, us sold 5 of 5\n`);
  });

  it("a sale that it interrupted is neither lost nor taken twice", async () => {
    const buyer = shopper(shops.eu);
    const placed = ok<Placed>(await buyer.place(await buyer.readyCart("cut@example.com"), "place-cut"));
    await cluster.stop();
    await send(`${platform.regions.eu.stripe.url}/_dev/pay/${sessionOf(placed.redirectUrl)}`, {
      body: { card: "4242424242424242" },
    });
    const away = await buyer.call("POST", `/checkouts/${placed.checkoutId}/confirm`, {});
    expect([away.status, away.code]).toEqual([503, "platform.unavailable"]);
    cluster = await ensureCluster({ dir, port, mode: "test" });
    await until("the order", async () => ((await orders("eu").catch(() => 0)) === 3 ? true : undefined), 30_000);
    const { charges, refunds } = await ledgerOf(platform.regions.eu.stripe.url, shops.eu.stripeKey);
    expect([charges.filter((charge) => charge.paid).length, refunds.length]).toEqual([3, 0]);
  });
});
