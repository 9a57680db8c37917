import { randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, freshSchema, type TestDatabase } from "../testing/database.ts";
import type { PoolLimits } from "./affine-pool.ts";
import { type Database, type Db, inTurn, openDatabase, transaction } from "./db.ts";
import { migration } from "./migrate.ts";
import { isConnectionLost } from "./outages.ts";
import { type Given, statement } from "./statement.ts";
import type { Urgency } from "./urgency.ts";

type Tenants = { things: { id: string; owner: string } };

let world: TestDatabase;
const opened: Database[] = [];
const lost: Error[] = [];
beforeAll(() => {
  world = openTestDatabase();
  return () => world.close();
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  lost.splice(0);
});

const name = (): string => `test-${randomBytes(6).toString("hex")}`;

function open(max: number, limits: Partial<PoolLimits> = {}, applicationName = name()): Database {
  const url = process.env["TEST_DATABASE_URL"] ?? "";
  const database = openDatabase({ url, max, applicationName, onError: (error) => void lost.push(error), limits });
  opened.push(database);
  return database;
}

/** Which connection answers. */
async function backend(db: Db): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db.tables());
  return rows[0]?.pid ?? 0;
}

interface Gate {
  readonly shut: Promise<void>;
  readonly open: () => void;
}
function gate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { shut: promise, open: resolve };
}

/** Holds a connection until the gate opens; resolves when it has one. */
async function hold(db: Db, until: Gate): Promise<{ pid: number; done: Promise<void> }> {
  const begun = Promise.withResolvers<number>();
  const done = transaction(db, async (tx) => {
    begun.resolve(await backend(tx));
    await until.shut;
  });
  done.catch((error: unknown) => begun.reject(error));
  return { pid: await begun.promise, done };
}

async function prepared(db: Db): Promise<{ name: string; statement: string }[]> {
  const rows = await sql<{ name: string; statement: string }>`
    select name, statement from pg_prepared_statements order by prepare_time`.execute(db.tables());
  return rows.rows;
}

describe("a pool that knows tenants", () => {
  test("plans a statement once: its role asks for generic plans", async () => {
    const db = open(1).bind("tenant", "t_any");
    const { rows } = await sql<{ mode: string }>`select current_setting('plan_cache_mode') as mode`.execute(
      db.tables(),
    );
    expect(rows).toEqual([{ mode: "force_generic_plan" }]);
  });

  test("brings each tenant to the same connections, one after another and two at once", async () => {
    const pool = open(8);
    const seen = new Map<string, Set<number>>();
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 40; i++) {
        const db = pool.bind("tenant", `t_${i}`);
        const pids = await Promise.all([backend(db), backend(db)]);
        seen.set(db.schema, new Set([...(seen.get(db.schema) ?? []), ...pids]));
      }
    }
    for (const pids of seen.values()) expect(pids.size).toBeLessThanOrEqual(2);
    expect(new Set([...seen.values()].flatMap((pids) => [...pids])).size).toBe(8);
  });

  test("gives a tenant another connection rather than let it wait for its own", async () => {
    const pool = open(4);
    const db = pool.bind("tenant", "t_busy");
    const until = gate();
    const held = [await hold(db, until), await hold(db, until), await hold(db, until), await hold(db, until)];
    expect(new Set(held.map(({ pid }) => pid)).size).toBe(4);
    until.open();
    await Promise.all(held.map(({ done }) => done));
  });

  test("serves 200 units of work at once over 8 connections, and never opens more", async () => {
    const application = name();
    const pool = open(8, {}, application);
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        transaction(pool.bind("tenant", `t_${i % 25}`), async (tx) => [await backend(tx), await backend(tx)] as const),
      ),
    );
    for (const [first, second] of answers) expect(second).toBe(first);
    const { rows } = await world.owner.query("select 1 from pg_stat_activity where application_name = $1", [
      application,
    ]);
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.length).toBeLessThanOrEqual(8);
  });

  test("keeps one tenant's statements apart from another's on the same connection", async () => {
    const steps = [
      migration("20261122_9000_things", "create table {schema}.things (id text primary key, owner text);"),
    ];
    const schemas = [await freshSchema(world, "t", steps), await freshSchema(world, "t", steps)];
    for (const schema of schemas) await world.owner.query(`insert into ${schema}.things values ('1', $1)`, [schema]);
    const pool = open(1);
    const ownerOf = (tables: Kysely<Tenants>, { id }: Given<{ id: string }>) =>
      tables.selectFrom("things").select("owner").where("id", "=", id);
    const shape = statement(ownerOf);
    const read = (db: Db) => ownerOf(db.tables<Tenants>(), { id: sql`${"1"}` }).execute();
    for (let i = 0; i < 20; i++) {
      for (const schema of schemas) {
        const db = pool.bind("tenant", schema);
        expect(await read(db)).toEqual([{ owner: schema }]);
        expect(await shape(db, { id: "1" })).toEqual([{ owner: schema }]);
        expect(await transaction(db, (tx) => shape(tx, { id: "1" }))).toEqual([{ owner: schema }]);
      }
    }
    const held = (await prepared(pool.bind("tenant", "t_any"))).filter(({ statement }) => statement.includes("things"));
    expect(held).toHaveLength(2);
    expect(new Set(held.map((one) => one.name)).size).toBe(2);
    for (const { statement } of held) {
      expect(schemas.filter((schema) => statement.includes(schema))).toHaveLength(1);
    }
  });
});

describe("a connection", () => {
  test("that is lost while idle is told of once and replaced", async () => {
    const pool = open(1);
    const db = pool.bind("tenant", "t_any");
    const before = await backend(db);
    const seen = Promise.withResolvers<void>();
    const watch = setInterval(() => lost.length > 0 && seen.resolve(), 2);
    await world.app.pool.query("select pg_terminate_backend($1)", [before]);
    await seen.promise;
    clearInterval(watch);
    expect(await backend(db)).not.toBe(before);
    expect(lost).toHaveLength(1);
  });

  test("that is lost in the midst of a transaction fails it whole, and the next has another", async () => {
    const pool = open(1);
    const db = pool.bind("tenant", "t_any");
    let pid = 0;
    const cut = transaction(db, async (tx) => {
      pid = await backend(tx);
      await world.app.pool.query("select pg_terminate_backend($1)", [pid]);
      await backend(tx);
    });
    await expect(cut).rejects.toSatisfy(isConnectionLost);
    expect(await backend(db)).not.toBe(pid);
  });

  test("is replaced after so many tenants, between two units of work", async () => {
    const pool = open(1, { tenants: 3, recycleEveryMillis: 0 });
    const first = await backend(pool.bind("tenant", "t_1"));
    expect(await backend(pool.bind("tenant", "t_2"))).toBe(first);
    // The third outgrows it while its transaction is open, which ends where it began.
    const last = await transaction(pool.bind("tenant", "t_3"), async (tx) => [await backend(tx), await backend(tx)]);
    expect(last).toEqual([first, first]);
    const next = await backend(pool.bind("tenant", "t_3"));
    expect(next).not.toBe(first);
    expect(await backend(pool.bind("tenant", "t_1"))).toBe(next);
    expect(lost).toEqual([]);
  });

  test("is replaced when it says that it holds too much memory, and not before it is asked", async () => {
    const calm = open(1, { bytes: 1, recycleEveryMillis: 0 }).bind("tenant", "t_any");
    expect(await backend(calm)).toBe(await backend(calm));
    const asked = open(1, { bytes: 1, askEveryMillis: 0, recycleEveryMillis: 0 }).bind("tenant", "t_any");
    expect(await backend(asked)).not.toBe(await backend(asked));
    const roomy = open(1, { askEveryMillis: 0, recycleEveryMillis: 0 }).bind("tenant", "t_any");
    expect(await backend(roomy)).toBe(await backend(roomy));
  });

  test("drops the statements that were not used for longest, never within a transaction, and goes on", async () => {
    const pool = open(1, { statements: 20 });
    const db = pool.bind("tenant", "t_any");
    const ask = (on: Db, i: number) => sql<{ n: number }>`select ${sql.lit(i)}::int as n`.execute(on.tables());
    await transaction(db, async (tx) => {
      for (let i = 0; i < 50; i++) await ask(tx, i);
      expect((await prepared(tx)).length).toBeGreaterThanOrEqual(50);
    });
    const kept = await prepared(db);
    expect(kept.length).toBeLessThanOrEqual(20);
    expect(kept.some(({ statement }) => statement.includes("select 49::"))).toBe(true);
    expect(kept.some(({ statement }) => statement.includes("select 0::"))).toBe(false);
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 60; i++) expect((await ask(db, i)).rows).toEqual([{ n: i }]);
    }
    expect((await prepared(db)).length).toBeLessThanOrEqual(21);
  });

  test("answers nothing after its unit of work", async () => {
    let escaped: Db | undefined;
    const db = open(1).bind("tenant", "t_any");
    await transaction(db, async (tx) => void (escaped = tx));
    await expect(backend(escaped ?? db)).rejects.toThrow(/over|sent already/);
    expect(await backend(db)).toBeGreaterThan(0);
  });
});

describe("what waits for a connection", () => {
  test("is bounded: the next is refused at once, and who waits too long is refused too", async () => {
    const pool = open(1, { mostWaiting: 2, waitMillis: 40 });
    const db = pool.bind("tenant", "t_any");
    const until = gate();
    const held = await hold(db, until);
    const late = [backend(db), backend(db)];
    const refused = { kind: "unavailable", code: "platform.busy", details: { retryAfterSeconds: 2 } };
    await expect(backend(db)).rejects.toMatchObject(refused);
    for (const one of late) await expect(one).rejects.toMatchObject(refused);
    until.open();
    await held.done;
    expect(await backend(db)).toBe(held.pid);
  });

  test("is served in its order, what belongs to no tenant first", async () => {
    const pool = open(1, { mostWaiting: 2 });
    const until = gate();
    const held = await hold(pool.bind("tenant", "t_any"), until);
    const order: string[] = [];
    const ask = (label: string, db: Db) => backend(db).then(() => void order.push(label));
    const waiting = [
      ask("first", pool.bind("tenant", "t_any")),
      ask("second", pool.bind("tenant", "t_any")),
      ask("directory", pool.bind("region", "region")),
    ];
    until.open();
    await Promise.all([held.done, ...waiting]);
    expect(order).toEqual(["directory", "first", "second"]);
  });

  test("is served by who hurries, and what a verb calls hurries as the verb does", async () => {
    const pool = open(1, { mostWaiting: 20 });
    const until = gate();
    const held = await hold(pool.bind("tenant", "t_any"), until);
    const order: string[] = [];
    const ask = (urgency: Urgency) =>
      backend(inTurn(inTurn(pool.bind("tenant", "t_any"), urgency), "browse")).then(() => void order.push(urgency));
    const asked = (["extra", "browse", "cart", "sale", "browse", "sale"] as const).map(ask);
    until.open();
    await Promise.all([held.done, ...asked]);
    expect(order).toEqual(["sale", "sale", "cart", "browse", "browse", "extra"]);
  });

  test("leaves half of the connections to others where it is an export, also after one that failed", async () => {
    const pool = open(4);
    const until = gate();
    const exporting = inTurn(pool.bind("tenant", "t_any"), "extra");
    await expect(transaction(exporting, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    const held = [await hold(exporting, until), await hold(exporting, until)];
    let third = false;
    const late = backend(exporting).then(() => (third = true));
    const shopper = inTurn(pool.bind("tenant", "t_any"), "sale");
    const pids = await Promise.all([backend(shopper), backend(shopper)]);
    expect(held.map(({ pid }) => pid).filter((pid) => pids.includes(pid))).toEqual([]);
    expect(third).toBe(false);
    until.open();
    await Promise.all([...held.map(({ done }) => done), late]);
    expect(third).toBe(true);
  });

  test("is refused when the pool closes, while the work under way ends", async () => {
    const pool = open(1);
    const db = pool.bind("tenant", "t_any");
    const until = gate();
    const held = await hold(db, until);
    const waiting = backend(db);
    const closing = pool.close();
    await expect(waiting).rejects.toMatchObject({ code: "platform.unavailable" });
    until.open();
    await held.done;
    await closing;
    await expect(backend(db)).rejects.toMatchObject({ code: "platform.unavailable" });
  });

  test("is told each by itself that the database is away", async () => {
    const db = openDatabase({
      url: "postgres://nobody:x@127.0.0.1:1/none",
      max: 1,
      applicationName: name(),
      onError: () => undefined,
    });
    opened.push(db);
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => backend(db.bind("tenant", "t_any"))));
    for (const result of results) {
      expect(result).toMatchObject({ status: "rejected", reason: { code: "ECONNREFUSED" } });
    }
  });
});
