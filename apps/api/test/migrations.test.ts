import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openDatabase } from "@meridian/core/platform/db";
import { createSchema, migrateSchema, migration } from "@meridian/core/platform/migrate";
import { regionMigrations, regionSchema } from "@meridian/core/platform-schema";
import { migrateTenants, migrationFailures } from "@meridian/core/tenants";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { after, before, rollOut } from "./migrations/steps.ts";
import { createDatabase, type OwnDatabase } from "./support/databases.ts";

const appRole = "meridian_app";
const count = 60;
const kills = 10;

let database: OwnDatabase;
let app: pg.Pool;
const schemas: string[] = [];
let region: ReturnType<typeof openRegionOf>;

function openRegionOf(url: string) {
  const opened = openDatabase({ url, max: 2, applicationName: "test", onError: () => undefined });
  return { db: opened.bind("region", regionSchema), pool: opened.pool, close: () => opened.close() };
}

async function enter(schema: string, tenant: string): Promise<void> {
  await database.owner.query(
    `insert into ${regionSchema}.tenants
       (id, slug, name, schema_name, status, default_locale, default_currency, version, settings_version, created_at)
     values ($1, $1, 'Shop', $2, 'active', 'de', 'EUR', 1, 1, now())`,
    [tenant, schema],
  );
}

beforeAll(async () => {
  database = await createDatabase("migrations", regionSchema, regionMigrations);
  app = new pg.Pool({ connectionString: database.appUrl, max: 3 });
  region = openRegionOf(database.ownerUrl);
  for (let i = 0; i < count; i++) {
    const schema = `t_${randomBytes(8).toString("hex")}`;
    await createSchema(database.owner, schema, before, { appRole });
    await enter(schema, `ten_${i}`);
    schemas.push(schema);
  }
});
afterAll(async () => {
  await app.end();
  await region.close();
  await database.close();
});

const ledgerOf = async (schema: string): Promise<string[]> =>
  (
    await database.owner.query<{ name: string }>(`select name from "${schema}".schema_migrations order by name`)
  ).rows.map((row) => row.name);

/** Runs the migrator and kills it as soon as it has said `lines` schemas; answers what it said. */
async function migrator(lines: number): Promise<{ said: string[]; signal: NodeJS.Signals | null }> {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, "migrations/migrator.ts"), database.ownerUrl, regionSchema],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let text = "";
  child.stdout?.setEncoding("utf8").on("data", (part: string) => {
    text += part;
    if (text.split("\n").length > lines) child.kill("SIGKILL");
  });
  const [, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { said: text.split("\n").filter((line) => line !== ""), signal };
}

/** Sells in one schema after another until it is told to stop; every sale must succeed. */
function sellEverywhere() {
  let stopped = false;
  let slowest = 0;
  const sold = new Map<string, number>();
  const errors: unknown[] = [];
  const sell = async (from: number): Promise<void> => {
    for (let i = from; !stopped; i++) {
      const schema = schemas[i % count] ?? "";
      const started = performance.now();
      const id = randomBytes(12).toString("hex");
      try {
        await app.query(`insert into "${schema}".sold (id, amount) values ($1, $2)`, [id, i]);
        await app.query(`update "${schema}".sold set amount = amount + 1 where id = $1`, [id]);
        sold.set(schema, (sold.get(schema) ?? 0) + 1);
      } catch (error) {
        errors.push(error);
      }
      slowest = Math.max(slowest, performance.now() - started);
      // Shops sell now and then: who waits for the migrator's processes need not keep a core busy.
      await delay(2);
    }
  };
  const selling = [sell(0), sell(count / 2)];
  return {
    stop: async () => {
      stopped = true;
      await Promise.all(selling);
      return { sold, errors, slowest };
    },
  };
}

describe("a migrator that is killed ten times while sixty shops sell", () => {
  it("brings each schema to the newest step exactly once, and no sale fails", { timeout: 240_000 }, async () => {
    const selling = sellEverywhere();
    // A report that reads for long: the migrator must give way to it, and others must not wait behind the migrator.
    const reader = new pg.Client({ connectionString: database.ownerUrl });
    await reader.connect();
    await reader.query(`begin; select count(*) from "${schemas[0]}".sold`);
    const changed: string[] = [];
    for (let kill = 0; kill < kills; kill++) {
      const { said, signal } = await migrator(1 + (kill % 4));
      expect(signal).toBe("SIGKILL");
      changed.push(...said);
      if (kill === 1) {
        expect(await ledgerOf(schemas[0] ?? "")).toHaveLength(before.length);
        await reader.end();
      }
    }
    const { said, signal } = await migrator(Number.POSITIVE_INFINITY);
    expect(signal).toBeNull();
    const run = JSON.parse(said.at(-1) ?? "{}") as { all: number; changed: number; failed: string[]; halted: boolean };
    expect(run).toMatchObject({ all: count, failed: [], halted: false });
    // The last run only finished what was left.
    expect(run.changed).toBeLessThan(count);
    expect(run.changed).toBeGreaterThan(0);
    const { sold, errors, slowest } = await selling.stop();
    expect(errors).toEqual([]);
    for (const schema of schemas) {
      expect(await ledgerOf(schema)).toEqual(after.map((step) => step.name).toSorted());
      const { rows } = await database.owner.query<{ times: number; sold: number; indexes: number }>(
        `select times, (select count(*)::int from "${schema}".sold) as sold,
           (select count(*)::int from pg_indexes where schemaname = $1 and indexname = 'sold_amount') as indexes
         from "${schema}".applied`,
        [schema],
      );
      expect(rows).toEqual([{ times: 1, sold: sold.get(schema) ?? 0, indexes: 1 }]);
    }
    const sales = [...sold.values()].reduce((sum, one) => sum + one, 0);
    expect(sales).toBeGreaterThan(count);
    process.stdout.write(
      `migrations: ${count} schemas, ${rollOut.length} steps, ${kills} kills, ${sales} sales, 0 failed, slowest ${slowest.toFixed(0)} ms\n`,
    );
  });
});

describe("a roll-out in cohorts", () => {
  const next = [...after, migration("20261122_9100_next", "create table {schema}.next (id text primary key);")];
  const run = (percent: number, steps = next, maxFailures = 0) =>
    migrateTenants(database.owner, region.db, {
      appRole,
      steps,
      percent,
      maxFailures,
      workers: 2,
      pause: () => Promise.resolve(),
      now: () => new Date(),
    });
  const withNext = async (): Promise<string[]> => {
    const found = await database.owner.query<{ name: string }>(
      "select schemaname as name from pg_tables where tablename = 'next'",
    );
    return found.rows.map((row) => row.name).toSorted();
  };

  it("visits the same shops every time, and a larger cohort the rest", async () => {
    const first = await run(20);
    expect(first.changed).toBe(first.chosen);
    expect(first.chosen).toBeGreaterThan(0);
    expect(first.chosen).toBeLessThan(count / 2);
    const early = await withNext();
    expect(early).toHaveLength(first.chosen);
    expect(await run(20)).toMatchObject({ chosen: first.chosen, changed: 0 });
    expect(await run(50)).toMatchObject({ failed: [], halted: false });
    expect(await withNext()).toEqual(expect.arrayContaining(early));
    expect(await run(100)).toMatchObject({ chosen: count, failed: [] });
    expect(await withNext()).toEqual(schemas.toSorted());
  });

  it("halts by itself when too many fail, says which with what, and forgets it when they succeed", async () => {
    const bad = [...next, migration("20261122_9200_bad", "alter table {schema}.nowhere add column a text;")];
    const halted = await run(100, bad, 3);
    // The workers that were under way end what they had begun.
    expect(halted.failed.length).toBeGreaterThan(3);
    expect(halted.failed.length).toBeLessThanOrEqual(5);
    expect(halted).toMatchObject({ changed: 0, halted: true });
    const failures = await migrationFailures(region.db);
    expect(failures).toHaveLength(halted.failed.length);
    for (const failure of failures)
      expect(failure).toMatchObject({ step: "20261122_9200_bad", code: "42P01", attempts: 1 });
    for (const { schema } of failures) expect(await ledgerOf(schema)).toHaveLength(next.length);
    await run(100, bad, 0);
    expect((await migrationFailures(region.db)).some((failure) => failure.attempts === 2)).toBe(true);
    expect(await run(100)).toMatchObject({ failed: [], halted: false });
    expect(await migrationFailures(region.db)).toEqual([]);
  });

  it("two migrators at once do each step once", async () => {
    const twice = [...next, migration("20261122_9300_again", "update {schema}.applied set times = times + 1;")];
    const runs = await Promise.all([run(100, twice), run(100, twice), run(100, twice)]);
    expect(runs.flatMap((one) => one.failed)).toEqual([]);
    for (const schema of schemas) {
      const { rows } = await database.owner.query<{ times: number }>(`select times from "${schema}".applied`);
      expect(rows).toEqual([{ times: 2 }]);
    }
  });

  it("a schema that was begun and has no ledger yet gets its whole history", async () => {
    const schema = `t_${randomBytes(8).toString("hex")}`;
    expect(await migrateSchema(database.owner, schema, after, { appRole })).toHaveLength(after.length);
    expect(await migrateSchema(database.owner, schema, after, { appRole })).toEqual([]);
  });
});
