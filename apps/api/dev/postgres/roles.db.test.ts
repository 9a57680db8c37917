import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../ports.ts";
import { ensureCluster } from "../postgres.ts";

const app = new pg.Client({ connectionString: process.env["TEST_DATABASE_URL"] });
const owner = new pg.Client({ connectionString: process.env["TEST_DATABASE_OWNER_URL"] });

beforeAll(() => Promise.all([app.connect(), owner.connect()]));
afterAll(() => Promise.all([app.end(), owner.end()]));

const one = async (client: pg.Client, sql: string) => (await client.query<Record<string, string>>(sql)).rows[0];

test("the runtime role finds no table by its bare name, and cannot wait or run for long", async () => {
  const settings = `select current_setting('search_path') as path, current_setting('statement_timeout') as statement,
    current_setting('lock_timeout') as lock, current_setting('transaction_timeout') as transaction,
    current_setting('idle_in_transaction_session_timeout') as idle, current_setting('plan_cache_mode') as plan`;
  expect(await one(app, settings)).toEqual({
    path: "pg_catalog, ext",
    statement: "5s",
    lock: "1s",
    transaction: "10s",
    idle: "5s",
    plan: "force_generic_plan",
  });
});

test.each([
  "create schema mine",
  "create temp table mine (a int)",
  "create table ext.mine (a int)",
  "create role mine",
])("the runtime role may not: %s", async (sql) => {
  await expect(app.query(sql)).rejects.toMatchObject({ code: "42501" });
});

test("a table without its schema cannot be created even by the owner", async () => {
  await expect(owner.query("create table bare (a int)")).rejects.toMatchObject({ code: "42501" });
});

test("letters beyond ASCII are letters to the search extensions", async () => {
  const row = await one(
    app,
    "select unaccent('Größe') as plain, 'größe' % 'GRÖSSE' as similar, lower('ÄÖÜЯ') as lower",
  );
  expect(row).toEqual({ plain: "Grosse", similar: true, lower: "äöüя" });
  expect(await one(app, "select cardinality(show_trgm('öß')) > 0 as found")).toEqual({ found: true });
});

test(
  "a cluster keeps its data and passwords over a stop, and survives a stale lock file",
  { timeout: 60_000 },
  async () => {
    const dir = mkdtempSync(join(tmpdir(), "cluster-"));
    const port = await freePort();
    const first = await ensureCluster({ dir, port, mode: "test" });
    const ask = async (url: string, sql: string) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        await client.query(sql);
      } finally {
        await client.end();
      }
    };
    await ask(first.url("owner"), "create schema kept");
    await first.stop();
    expect(statSync(join(dir, "credentials.json")).mode & 0o777).toBe(0o600);
    // After a reboot the process id in the file may belong to anything, here to this test.
    writeFileSync(join(dir, "pgdata/postmaster.pid"), `${process.pid}\n`);
    const second = await ensureCluster({ dir, port, mode: "test" });
    expect(second.url("app")).toBe(first.url("app"));
    await ask(second.url("owner"), "drop schema kept");
    await second.stop();
    rmSync(dir, { recursive: true });
  },
);
