import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migration } from "@meridian/core/platform/migrate";
import { tenantMigrations } from "@meridian/core/tenant-schema";
import { askToWake, hibernate, migrateTenants, requestExport, tenantNow } from "@meridian/core/tenants";
import { TenantRef } from "@meridian/core/tenants/schemas";
import { newId } from "@meridian/core/platform/new-id";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../../dev/ports.ts";
import { type Cluster, ensureCluster, removeCluster } from "../../dev/postgres.ts";
import { workContext } from "../../src/worker/platform-work.ts";
import { childEnv } from "../support/child-env.ts";
import { createDatabase, type OwnDatabase } from "../support/databases.ts";
import { freeze } from "../support/freeze.ts";
import { type Merchant, openShop, until } from "../support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "../support/platform.ts";

const cli = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

let dir: string;
let cluster: Cluster;
let second: OwnDatabase;
let platform: TestPlatform;
let thaw = (): void => undefined;
/** Of each cell: one that rests, one that is to be copied, one that is to be packed away. */
const shops: Record<"a" | "b", Merchant[]> = { a: [], b: [] };

const region = () => platform.regions.eu;
const first = (): OwnDatabase => region().database;
const regionDb = () => region().runtime.regionDb;

async function cellOf(merchant: Merchant): Promise<string> {
  const tenant = await tenantNow(regionDb(), merchant.tenantId);
  if (tenant === undefined) throw new Error("the shop is there");
  return tenant.awake ? tenant.cell : "asleep";
}

async function rest(merchant: Merchant): Promise<void> {
  const ctx = workContext(region().runtime, "test");
  const asked = { ...TenantRef.parse(merchant), plan: "unlimited", idleSince: null };
  // Work of its first minutes keeps a shop awake.
  await until("the shop to have nothing to do", async () =>
    (await hibernate(ctx, asked)).accepted ? true : undefined,
  );
}

const restOf = async ({ tenantId }: Merchant): Promise<string | undefined> => {
  const sql = "select state from region.hibernations where tenant_id = $1";
  return (await first().owner.query<{ state: string }>(sql, [tenantId])).rows[0]?.state;
};

async function copyState({ tenantId }: Merchant): Promise<{ state: string; attempts: number }> {
  const sql = "select state, attempts from region.shop_exports where tenant_id = $1";
  const [row] = (await first().owner.query<{ state: string; attempts: number }>(sql, [tenantId])).rows;
  if (row === undefined) throw new Error("no copy was asked for");
  return row;
}

async function spares(cell: string): Promise<number> {
  const sql = "select 1 from region.spare_schemas where cell = $1 and state = 'ready' and tenant_id is null";
  return (await first().owner.query(sql, [cell])).rows.length;
}

function meridian(words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const { env, database } = region();
  const owned = { DATABASE_OWNER_URL: database.ownerUrl, CELL_DATABASE_OWNER_URLS: `b=${second.ownerUrl}` };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [cli, ...words],
      { env: { ...childEnv(), ...env, ...owned } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "frozen-cell-"));
  cluster = await ensureCluster({ dir, port: await freePort(), mode: "test" });
  const urls = { ownerUrl: cluster.url("owner"), appUrl: cluster.url("app") };
  second = await createDatabase("eu_b", "no_tables_of_the_region", [], urls);
  platform = await openTestPlatform({ worker: true, euCellB: second });
  await until("spares in both", async () => ((await spares("a")) >= 3 && (await spares("b")) >= 3 ? true : undefined));
  for (let i = 0; i < 6; i++) {
    const merchant = await openShop(platform, { region: "eu", shopName: `Zelle ${i}` });
    const cell = await cellOf(merchant);
    if (cell === "a" || cell === "b") shops[cell].push(merchant);
  }
}, 240_000);
afterAll(async () => {
  thaw();
  await platform.close();
  await second.close();
  await cluster.stop();
  await removeCluster(dir);
});

const step = migration("20991231_0001_note", "alter table {schema}.orders add column note_of_test text;");
const migrateAll = () =>
  migrateTenants(
    new Map([
      ["a", first().owner],
      ["b", second.owner],
    ]),
    regionDb(),
    {
      appRole: "meridian_app",
      steps: [...tenantMigrations, step],
      percent: 100,
      maxFailures: 0,
      workers: 2,
      pause: () => Promise.resolve(),
      now: () => new Date(),
    },
  );

it("a cell whose server hangs: in the other, shops wake, are packed, copied, opened and migrated, and it is told which is away; afterwards all is made up for", async () => {
  const took: string[] = [];
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const result = await work();
    took.push(`${what} ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    return result;
  };
  const [restingA, copiedA, packedA] = shops.a;
  const [restingB, copiedB, packedB] = shops.b;
  if (!restingA || !copiedA || !packedA || !restingB || !copiedB || !packedB) throw new Error("three shops in each");
  for (const merchant of [restingA, restingB]) {
    await rest(merchant);
    await until("it to be asleep", async () => ((await restOf(merchant)) === "asleep" ? true : undefined));
  }

  thaw = freeze(dir, "whole");
  const now = new Date();
  // The frozen cell's own work first: whoever serves all cells one after the other hangs there.
  await rest(packedB);
  await requestExport(regionDb(), newId("exp"), copiedB.tenantId, now);
  await askToWake(regionDb(), restingB.tenantId, now);
  await timed("packed beside it", async () => {
    await rest(packedA);
    await until("a to be packed", async () => ((await restOf(packedA)) === "asleep" ? true : undefined), 10_000);
  });
  await timed("woken beside it", async () => {
    await askToWake(regionDb(), restingA.tenantId, new Date());
    await until("a to wake", async () => ((await cellOf(restingA)) === "a" ? true : undefined), 10_000);
  });
  await timed("copied beside it", async () => {
    await requestExport(regionDb(), newId("exp"), copiedA.tenantId, new Date());
    await until("the copy", async () => ((await copyState(copiedA)).state === "done" ? true : undefined), 10_000);
  });
  // What is packed lies in the region's files: it need not wait for the database that it came from.
  await timed("its resting shop woken elsewhere", () =>
    until("b's shop", async () => ((await cellOf(restingB)) === "a" ? true : undefined), 30_000),
  );
  const opened = await timed("a shop opened", () => openShop(platform, { region: "eu", shopName: "Trotzdem" }));
  expect(await cellOf(opened)).toBe("a");
  await timed("spares filled", () =>
    until("spares in a", async () => ((await spares("a")) >= 5 ? true : undefined), 30_000),
  );
  const run = await timed("migrated", migrateAll);
  expect(run).toMatchObject({ failed: [], halted: false });
  expect([...run.away.keys()]).toEqual(["b"]);
  expect(run.changed + (run.away.get("b") ?? 0)).toBe(run.all);
  expect(run.changed).toBeGreaterThanOrEqual(8);

  const listed = await timed("told", () => meridian(["cells"]));
  expect(listed.code).toBe(1);
  expect(listed.out).toMatch(/\na .* yes\nb .* no\n$/);
  const status = await meridian(["migrate", "status"]);
  expect(status.code).toBe(1);
  expect(status.out).toMatch(/cell b +does not answer/);
  const filled = await meridian(["spares", "fill", "6"]);
  expect(filled).toMatchObject({ code: 1, err: "Cell b does not answer.\n" });
  expect(await spares("a")).toBeGreaterThanOrEqual(6);

  // Nothing of it was lost, nor counted against the shop.
  expect(await restOf(packedB)).toBe("falling");
  expect(await copyState(copiedB)).toMatchObject({ state: "waiting" });
  expect((await copyState(copiedB)).attempts).toBeLessThanOrEqual(1);
  thaw();
  await timed("made up for", async () => {
    await until("its copy", async () => ((await copyState(copiedB)).state === "done" ? true : undefined), 60_000);
    await until("its shop to be packed", async () => ((await restOf(packedB)) === "asleep" ? true : undefined), 90_000);
    await until("its spares", async () => ((await spares("b")) >= 5 ? true : undefined), 60_000);
  });
  expect(await migrateAll()).toMatchObject({ failed: [], away: new Map() });
  expect((await meridian(["cells"])).code).toBe(0);
  process.stdout.write(`a frozen cell: ${took.join(", ")}\n`);
}, 420_000);
