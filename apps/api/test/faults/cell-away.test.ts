import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../../dev/ports.ts";
import { type Cluster, ensureCluster, removeCluster } from "../../dev/postgres.ts";
import { createDatabase, type OwnDatabase } from "../support/databases.ts";
import { ok, send } from "../support/http.ts";
import { until } from "../support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "../support/platform.ts";
import { openSellableShop, type SellableShop, sessionOf, shopper } from "../support/sellable.ts";

let dir: string;
let port: number;
let cluster: Cluster;
let second: OwnDatabase;
let platform: TestPlatform;
let shops: Readonly<Record<"a" | "b", SellableShop>>;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "cell-cluster-"));
  port = await freePort();
  cluster = await ensureCluster({ dir, port, mode: "test" });
  const urls = { ownerUrl: cluster.url("owner"), appUrl: cluster.url("app") };
  second = await createDatabase("eu_b", "no_tables_of_the_region", [], urls);
  // One shop in each database.
  const more = { CELL_SOFT_LIMIT: "1", CELL_HARD_LIMIT: "2" };
  platform = await openTestPlatform({ worker: true, more, euCellB: second });
  shops = { a: await openSellableShop(platform, 100), b: await openSellableShop(platform, 100) };
}, 240_000);
afterAll(async () => {
  await platform.close();
  await second.close();
  await cluster.stop();
  await removeCluster(dir);
});

const region = () => platform.regions.eu;
const idOf = (cell: "a" | "b"): string => shops[cell].merchant.tenantId;

/** A whole sale, through to the mail that the worker sends. */
async function sale(cell: "a" | "b", name: string): Promise<void> {
  const buyer = shopper(shops[cell]);
  const email = `${name}@example.com`;
  const placed = ok<{ checkoutId: string; redirectUrl: string }>(
    await buyer.place(await buyer.readyCart(email), `place-${name}`),
  );
  await send(`${region().stripe.url}/_dev/pay/${sessionOf(placed.redirectUrl)}`, {
    body: { card: "4242424242424242" },
  });
  ok(await buyer.call("POST", `/checkouts/${placed.checkoutId}/confirm`, {}));
  await until("the mail", () => platform.mails.list({ to: email })[0], 30_000);
}

/** Everything is due for the shop, and has waited longer than anybody's. */
const dueForLong = (cell: "a" | "b") =>
  region().database.owner.query(
    `insert into region.due (tenant_id, kind, at, announced_at)
     select $1, kind, now() - interval '1 hour', date_trunc('milliseconds', now())
     from unnest(array['outbox', 'jobs', 'flows', 'reservations', 'exchange_rates']) as kind
     on conflict (tenant_id, kind) do update set at = excluded.at, announced_at = excluded.announced_at`,
    [idOf(cell)],
  );
const stillDue = async (cell: "a" | "b"): Promise<string[]> => {
  const { rows } = await region().database.owner.query<{ kind: string }>(
    "select kind from region.due where tenant_id = $1 and kind <> 'purge' order by kind",
    [idOf(cell)],
  );
  return rows.map(({ kind }) => kind);
};

it("one of a region's databases away: its shops are told at once, the others' sales, jobs and mails go on", async () => {
  const { rows } = await region().database.owner.query<{ id: string; cell: string }>(
    "select id, cell from region.tenants",
  );
  expect(new Map(rows.map(({ id, cell }) => [id, cell]))).toEqual(
    new Map([
      [idOf("a"), "a"],
      [idOf("b"), "b"],
    ]),
  );
  await sale("b", "before");
  await cluster.stop();
  await dueForLong("b");
  await sale("a", "beside");
  const file = { fileName: "lamps.csv", content: "handle,title\none,One" };
  const { id } = ok<{ id: string }>(await shops.a.merchant.admin("catalog.startImport", "write", file));
  await until("the import", async () => {
    const job = ok<{ state: string }>(await shops.a.merchant.admin("catalog.getImport", "read", { id }));
    return job.state === "done" ? true : undefined;
  });
  const begun = performance.now();
  const refused = await shopper(shops.b).call("GET", "/products?market=de");
  expect([refused.status, refused.code]).toEqual([503, "platform.unavailable"]);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  expect(performance.now() - begun).toBeLessThan(5_000);
  // Nothing of it is forgotten meanwhile.
  expect(await stillDue("b")).toEqual(["exchange_rates", "flows", "jobs", "outbox", "reservations"]);

  cluster = await ensureCluster({ dir, port, mode: "test" });
  await until("its database", async () =>
    (await shopper(shops.b).call("GET", "/products?market=de")).status === 200 ? true : undefined,
  );
  await sale("b", "after");
  await until("its work", async () => ((await stillDue("b")).includes("jobs") ? undefined : true), 40_000);
}, 240_000);
