import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isConnectionLost } from "@meridian/core/platform/outages";
import { openOwnerPool, type OwnerLimits, type OwnerPool } from "@meridian/core/platform/owner-pool";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { freePort } from "../../dev/ports.ts";
import { type Cluster, ensureCluster, removeCluster } from "../../dev/postgres.ts";
import { freeze } from "../support/freeze.ts";
import { until } from "../support/merchant.ts";

let dir: string;
let cluster: Cluster;
let thaw = (): void => undefined;
const pools: OwnerPool[] = [];
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "owner-pool-"));
  cluster = await ensureCluster({ dir, port: await freePort(), mode: "test" });
});
afterEach(async () => {
  thaw();
  await Promise.all(pools.splice(0).map((pool) => pool.end()));
});
afterAll(async () => {
  await cluster.stop();
  await removeCluster(dir);
});

function open(limits: Partial<OwnerLimits> = {}): OwnerPool {
  const quick = { max: 2, silentMillis: 400, openMillis: 2_000, mostMillis: 60_000 };
  const pool = openOwnerPool(cluster.url("owner"), () => undefined, { ...quick, ...limits });
  pools.push(pool);
  return pool;
}

/** How a statement ends, and when. */
async function outcome(work: Promise<unknown>): Promise<{ readonly error: unknown; readonly millis: number }> {
  const begun = performance.now();
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, millis: performance.now() - begun };
}

it("lets a statement take many times as long as the server may be silent, and a connection wait for its next", async () => {
  const pool = open();
  const held = await pool.connect();
  const long = await outcome(pool.query("select pg_sleep(3)"));
  expect(long.error).toBeUndefined();
  expect(long.millis).toBeGreaterThan(2_900);
  expect((await held.query<{ one: number }>("select 1 as one")).rows).toEqual([{ one: 1 }]);
  held.release();
});

it("tells whoever waits, in use or in line, that a server hangs, and goes on when it does", async () => {
  const pool = open();
  const building = pool.query("select pg_sleep(120)");
  const idleInWork = await pool.connect();
  const inLine = pool.query("select 1");
  const all = Promise.all([outcome(building), outcome(inLine)]);
  await until("the statement to be under way", () => (pool.waitingCount === 1 ? true : undefined));
  thaw = freeze(dir, "whole");
  for (const { error, millis } of await all) {
    expect(isConnectionLost(error)).toBe(true);
    // Found silent, asked after, and one attempt to open a new connection.
    expect(millis).toBeLessThan(400 * 2 + 2_000 * 2 + 2_000);
  }
  expect(isConnectionLost((await outcome(idleInWork.query("select 1"))).error)).toBe(true);
  idleInWork.release(true);
  expect(isConnectionLost((await outcome(pool.query("select 1"))).error)).toBe(true);
  thaw();
  await until("an answer", async () =>
    (await outcome(pool.query("select 1"))).error === undefined ? true : undefined,
  );
});

it("gives up the one whose process hangs in a server that goes on, when its time is over", async () => {
  const pool = open({ mostMillis: 3_000 });
  const building = outcome(pool.query("select pg_sleep(1)"));
  await until("the statement to be under way", () => (pool.totalCount - pool.idleCount === 1 ? true : undefined));
  const other = open();
  await until("the statement in the server", async () => {
    const sql = "select 1 from pg_stat_activity where state = 'active' and query like 'select pg_sleep(1)%'";
    return (await other.query(sql)).rowCount === 1 ? true : undefined;
  });
  thaw = freeze(dir, "connections");
  const { error, millis } = await building;
  expect(isConnectionLost(error)).toBe(true);
  expect(millis).toBeGreaterThan(2_900);
  expect(millis).toBeLessThan(10_000);
  expect((await pool.query("select 1")).rowCount).toBe(1);
});
