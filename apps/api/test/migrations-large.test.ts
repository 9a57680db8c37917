import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { crashPointNames, setCrashHook } from "@meridian/core/platform/crash";
import { type DumpedTable, dumpSchema } from "@meridian/core/platform/dump";
import { createSchema, type Migration, migrateSchema } from "@meridian/core/platform/migrate";
import { restoreSchema } from "@meridian/core/platform/restore";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { childEnv } from "./support/child-env.ts";
import { createDatabase, type OwnDatabase } from "./support/databases.ts";
import { until } from "./support/merchant.ts";
import { largeIndexes, plainIndex, start, uniqueIndex } from "./migrations/large.ts";

const options = { appRole: "meridian_app" };
/** More than makes a table large. */
const rows = 200_000;
const fewer = 20_000;
const root = join(import.meta.dirname, "../../..");

let database: OwnDatabase;
let app: pg.Pool;
beforeAll(async () => {
  database = await createDatabase("large", "no_tables_of_the_region", []);
  app = new pg.Pool({ connectionString: database.appUrl, max: 4 });
});
afterEach(() => setCrashHook(undefined));
afterAll(async () => {
  await app.end();
  await database.close();
});

/** A shop that has sold much; nobody has counted its rows yet. */
async function largeShop(count = rows): Promise<string> {
  const schema = `t_${randomBytes(8).toString("hex")}`;
  await createSchema(database.owner, schema, start, options);
  await database.owner.query(
    `insert into "${schema}".sold select i::text, md5(i::text), i from generate_series(1, ${count}) as i;
     insert into "${schema}".few select i::text, i from generate_series(1, 10) as i`,
  );
  return schema;
}

interface IndexRow {
  readonly name: string;
  readonly oid: number;
  readonly valid: boolean;
}
const indexesOf = async (schema: string): Promise<IndexRow[]> =>
  (
    await database.owner.query<IndexRow>(
      `select c.relname as name, c.oid::int4 as oid, x.indisvalid as valid from pg_index x
       join pg_class c on c.oid = x.indexrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = $1 and c.relname = any('{sold_slow,few_amount,sold_amount}') order by 1`,
      [schema],
    )
  ).rows;
const bothValid = [
  { name: "few_amount", valid: true },
  { name: "sold_slow", valid: true },
];

const stepsOf = async (schema: string): Promise<string[]> =>
  (
    await database.owner.query<{ name: string }>(`select name from "${schema}".schema_migrations order by name`)
  ).rows.map(({ name }) => name);
const allSteps = [...start, largeIndexes].map(({ name }) => name).toSorted();

/** Sells, two at a time, until told to end; how often, and how long the slowest sale took. */
function selling(schema: string) {
  let isOver = false;
  let sales = 0;
  let slowest = 0;
  const errors: unknown[] = [];
  const sell = async (): Promise<void> => {
    while (!isOver) {
      const begun = performance.now();
      try {
        const id = randomBytes(12).toString("hex");
        await app.query(`insert into "${schema}".sold values ($1, $1, 1)`, [id]);
        await app.query(`update "${schema}".few set amount = amount + 1 where id = '1'`);
        sales++;
      } catch (error) {
        errors.push(error);
      }
      slowest = Math.max(slowest, performance.now() - begun);
      // Shops sell now and then: the build needs a core too.
      await delay(2);
    }
  };
  const sellers = [sell(), sell()];
  return {
    sales: () => sales,
    stop: async () => {
      isOver = true;
      await Promise.all(sellers);
      return { sales, slowest, errors };
    },
  };
}

/** The server process that builds an index of this schema beside its writers, once there is one. */
const builder = (schema: string): Promise<number> =>
  until("a build", async () => {
    const sql = "select pid from pg_stat_activity where state = 'active' and starts_with(query, $1)";
    return (await database.owner.query<{ pid: number }>(sql, [`create index concurrently "sold_slow" on "${schema}"`]))
      .rows[0]?.pid;
  });

function migrator(schema: string, crashPoint = "") {
  const child = spawn(
    process.execPath,
    [
      "--import",
      join(root, "apps/api/dev/crash-preload.ts"),
      join(import.meta.dirname, "migrations/large-migrator.ts"),
      database.ownerUrl,
      schema,
    ],
    { env: { ...childEnv(), CRASH_POINT: crashPoint }, stdio: ["ignore", "pipe", "ignore"] },
  );
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => (said += part));
  const ended = once(child, "close").then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    said,
  }));
  return { kill: () => child.kill("SIGKILL"), ended };
}

describe("an index on a large table", { timeout: 180_000 }, () => {
  it("keeps no writer waiting, unlike one that is built as a step's SQL says", async () => {
    const stalls: Record<string, { slowest: number; sales: number; refused: number; millis: number }> = {};
    for (const [how, step] of Object.entries({ plain: plainIndex, beside: largeIndexes })) {
      const schema = await largeShop();
      const sellers = selling(schema);
      await until("sales", () => (sellers.sales() > 20 ? true : undefined));
      const before = sellers.sales();
      const begun = performance.now();
      await migrateSchema(database.owner, schema, [...start, step], options);
      const millis = performance.now() - begun;
      const during = sellers.sales() - before;
      const { slowest, errors } = await sellers.stop();
      expect(await indexesOf(schema)).toMatchObject(bothValid);
      stalls[how] = { slowest, sales: during, refused: errors.length, millis };
    }
    const { plain, beside } = stalls;
    if (plain === undefined || beside === undefined) throw new Error("both were tried");
    const text = (one: typeof plain): string =>
      `built in ${one.millis.toFixed(0)} ms, ${one.sales} sales meanwhile, ${one.refused} refused, slowest ${one.slowest.toFixed(0)} ms`;
    process.stdout.write(`index on ${rows} rows: plain ${text(plain)}; beside writers ${text(beside)}\n`);
    // Who waits longer than a second for a lock is refused.
    expect(plain.slowest).toBeGreaterThan(Math.min(1_000, plain.millis) / 2);
    expect(beside.refused).toBe(0);
    expect(beside.slowest).toBeLessThan(plain.slowest / 2);
    expect(beside.sales).toBeGreaterThan(plain.sales);
  });

  it("is whole in the end and built once, wherever its migrator was killed, while the shop sells", async () => {
    const points = crashPointNames().filter((name) => name.startsWith("platform.index:"));
    expect(points).toHaveLength(3);
    const schema = await largeShop();
    const sellers = selling(schema);
    const oid = async (): Promise<number | undefined> =>
      (await indexesOf(schema)).find(({ name }) => name === "sold_slow")?.oid;

    expect(await migrator(schema, "platform.index:begun").ended).toMatchObject({ signal: "SIGKILL" });
    expect(await indexesOf(schema)).toEqual([]);
    // The database ends the build: what is left of it is not valid.
    const cut = migrator(schema);
    const pid = await builder(schema);
    await until("the index to be in the catalogue", oid);
    await database.owner.query("select pg_terminate_backend($1)", [pid]);
    expect((await cut.ended).code).toBe(1);
    expect(await indexesOf(schema)).toMatchObject([{ name: "sold_slow", valid: false }]);
    expect(await stepsOf(schema)).not.toContain(largeIndexes.name);
    const broken = await oid();
    expect(await migrator(schema, "platform.index:dropped").ended).toMatchObject({ signal: "SIGKILL" });
    expect(await indexesOf(schema)).toEqual([]);
    // The migrator dies, its statement goes on: the next one waits for it, and builds nothing.
    const killed = migrator(schema);
    await builder(schema);
    await until("the index to be in the catalogue", oid);
    killed.kill();
    const going = await oid();
    expect(going).not.toBe(broken);
    expect(await migrator(schema, "platform.index:built").ended).toMatchObject({
      code: 0,
      said: JSON.stringify([largeIndexes.name]),
    });
    expect(await oid()).toBe(going);
    expect(await indexesOf(schema)).toMatchObject(bothValid);
    expect(await stepsOf(schema)).toEqual(allSteps);

    // Whole, and not written down yet.
    await database.owner.query(`delete from "${schema}".schema_migrations where name = $1`, [largeIndexes.name]);
    await database.owner.query(`drop index "${schema}".sold_slow`);
    expect(await migrator(schema, "platform.index:built").ended).toMatchObject({ signal: "SIGKILL" });
    const whole = await oid();
    expect(await stepsOf(schema)).not.toContain(largeIndexes.name);
    const both = await Promise.all([migrator(schema).ended, migrator(schema).ended]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.map(({ said }) => said).toSorted()).toEqual([JSON.stringify([largeIndexes.name]), "[]"]);
    expect(await oid()).toBe(whole);
    expect(await stepsOf(schema)).toEqual(allSteps);
    const { sales, errors } = await sellers.stop();
    expect(errors).toEqual([]);
    const { rows: counted } = await database.owner.query<{ sold: number }>(
      `select count(*)::int as sold from "${schema}".sold`,
    );
    expect(counted).toEqual([{ sold: rows + sales }]);
  });

  it("is built by one of two migrators that begin at once", async () => {
    const schema = await largeShop();
    const run = () => migrateSchema(database.owner, schema, [...start, largeIndexes], options);
    const applied = await Promise.all([run(), run()]);
    expect(applied.flat()).toEqual([largeIndexes.name]);
    expect(await indexesOf(schema)).toMatchObject(bothValid);
  });

  it("leaves nothing behind where the rows do not allow it", async () => {
    const schema = await largeShop();
    await database.owner.query(`insert into "${schema}".sold values ('again', '', 1)`);
    const steps = [...start, uniqueIndex];
    const refused = { step: uniqueIndex.name, code: "23505" };
    await expect(migrateSchema(database.owner, schema, steps, options)).rejects.toMatchObject(refused);
    expect(await indexesOf(schema)).toEqual([]);
    await database.owner.query(`delete from "${schema}".sold where id = 'again'`);
    expect(await migrateSchema(database.owner, schema, steps, options)).toEqual([uniqueIndex.name]);
    expect(await indexesOf(schema)).toMatchObject([{ name: "sold_amount", valid: true }]);
  });

  it("is plain on small tables, in new schemas and where nobody writes; dumped and restored, a shop has it again", async () => {
    const beside: string[] = [];
    setCrashHook((name) => void beside.push(name));
    const steps: readonly Migration[] = [...start, largeIndexes];
    const small = `t_${randomBytes(8).toString("hex")}`;
    await createSchema(database.owner, small, start, options);
    expect(await migrateSchema(database.owner, small, steps, options)).toEqual([largeIndexes.name]);
    expect(await indexesOf(small)).toMatchObject(bothValid);
    const large = await largeShop();
    await migrateSchema(database.owner, large, steps, { ...options, largeFrom: Number.POSITIVE_INFINITY });
    expect(await indexesOf(large)).toMatchObject(bothValid);
    expect(beside).toEqual([]);

    const sold = await largeShop(fewer);
    await migrateSchema(database.owner, sold, steps, { ...options, largeFrom: fewer });
    expect(beside).toEqual(["platform.index:begun", "platform.index:built"]);

    const tables = { sold: {}, few: {} };
    const lines = new Map<string, string[]>();
    const dump = (
      schema: string,
      write = (_table: string, _lines: string): void => undefined,
    ): Promise<DumpedTable[]> =>
      dumpSchema(database.owner, schema, {
        tables,
        leaveOut: () => [],
        write: (table, text) => Promise.resolve(write(table, text)),
      });
    const before = await dump(sold, (table, text) => void lines.set(table, [...(lines.get(table) ?? []), text]));
    const restored = `t_${randomBytes(8).toString("hex")}`;
    await createSchema(database.owner, restored, steps, options);
    await restoreSchema(database.owner, restored, {
      tables,
      expected: before,
      read: async function* (table) {
        yield* lines.get(table) ?? [];
      },
    });
    expect(await indexesOf(restored)).toMatchObject(bothValid);
    expect(await dump(restored)).toEqual(before);
    expect(await stepsOf(restored)).toEqual(allSteps);
  });
});
