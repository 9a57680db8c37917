import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
// Says how whole numbers are read.
import "./db.ts";
import { type Answer, type Prepared, PreparedQuery } from "./prepared-query.ts";

const client = new pg.Client({ connectionString: process.env["TEST_DATABASE_OWNER_URL"], pipeline: true });
beforeAll(() => client.connect().then(() => client.query("create schema asked")));
afterAll(async () => {
  await client.query("drop schema asked cascade");
  await client.end();
});

let count = 0;
const prepared = (text: string): Prepared => ({ name: `test${++count}`, text, columns: null });
const run = (statement: Prepared, values: readonly unknown[] = []): Promise<Answer> =>
  new Promise((resolve, reject) => {
    client.query(new PreparedQuery(statement, values, (error, answer) => (error ? reject(error) : resolve(answer))));
  });

test("what is bound comes back as it was", async () => {
  const statement = prepared(
    "select $1::text as text, $2::text[] as list, $3::jsonb as json, $4::timestamptz as at, $5::bytea as bytes, $6::bool as yes, $7::int8 as count, $8::text[] as grid",
  );
  // PostgreSQL's text has no U+0000.
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }).map((one) => one.replaceAll("\0", "")),
    fc.constantFrom("NULL", "null", "", '"', "\\", "{a,b}", " a ", "\n,"),
  );
  const list = fc.array(fc.option(text));
  const values = fc.tuple(
    fc.option(text),
    list,
    fc.record({ a: text, b: fc.integer() }),
    // As far as PostgreSQL's moments reach.
    fc.date({
      min: new Date("-004712-01-01T00:00:00Z"),
      max: new Date("+275760-09-12T00:00:00Z"),
      noInvalidDate: true,
    }),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.tuple(text, text).map(([a, b]) => [[a], [b]]),
  );
  await fc.assert(
    fc.asyncProperty(values, async ([string, items, json, at, bytes, yes, whole, grid]) => {
      const { rows } = await run(statement, [string, items, json, at, bytes, yes, whole, grid]);
      const row = { text: string, list: items, json, at, bytes, yes, count: whole, grid };
      expect(rows).toEqual([row]);
    }),
    { numRuns: 300 },
  );
  expect(statement.columns).toHaveLength(8);
});

test("its columns are described once, and an answer is the same with and without", async () => {
  const described: unknown[] = [];
  const note = (message: unknown): void => void described.push(message);
  client.connection.on("rowDescription", note);
  const statement = prepared("select n, n * 2 as twice from generate_series(1, $1::int) as n");
  const first = await run(statement, [2]);
  const later = await Promise.all([run(statement, [2]), run(statement, [0])]);
  client.connection.off("rowDescription", note);
  expect(described).toHaveLength(1);
  expect(first).toEqual({
    command: "SELECT",
    rowCount: 2,
    rows: [
      { n: 1, twice: 2 },
      { n: 2, twice: 4 },
    ],
  });
  expect(later).toEqual([first, { command: "SELECT", rowCount: 0, rows: [] }]);
});

test("it counts what a write has changed, with and without rows of an answer", async () => {
  await client.query("create table asked.things (id int primary key, name text)");
  const put = prepared("insert into asked.things values ($1, $2)");
  for (const id of [1, 2]) expect(await run(put, [id, "a"])).toEqual({ command: "INSERT", rowCount: 1, rows: [] });
  const change = prepared("update asked.things set name = $1 where id > $2 returning id");
  expect(await run(change, ["b", 1])).toEqual({ command: "UPDATE", rowCount: 1, rows: [{ id: 2 }] });
  expect(await run(change, ["b", 9])).toEqual({ command: "UPDATE", rowCount: 0, rows: [] });
});

test("a statement that fails, before its first answer or later, can be asked again and holds up no other", async () => {
  await client.query("create table asked.ones (id int primary key)");
  const half = prepared("select 1 / $1::int as share");
  const [failed, next] = await Promise.allSettled([run(half, [0]), run(half, [1])]);
  expect(failed).toMatchObject({ status: "rejected", reason: { code: "22012" } });
  expect(next).toMatchObject({ status: "fulfilled", value: { rows: [{ share: 1 }] } });
  await expect(run(half, [0])).rejects.toMatchObject({ code: "22012" });
  expect((await run(half, [1])).rows).toEqual([{ share: 1 }]);
  await expect(run(half, [new Date(Number.NaN)])).rejects.toThrow(RangeError);
  const missing = prepared("select id from asked.nothing");
  await expect(run(missing)).rejects.toMatchObject({ code: "42P01" });
  await client.query("create table asked.nothing (id int)");
  expect((await run(missing)).rows).toEqual([]);
});

test("a value that cannot be read fails its own statement alone", async () => {
  const whole = prepared("select $1::int8 as n");
  const [unsafe, next] = await Promise.allSettled([run(whole, ["9007199254740993"]), run(whole, [12])]);
  expect(unsafe).toMatchObject({ status: "rejected", reason: expect.any(RangeError) as Error });
  expect(next).toMatchObject({ status: "fulfilled", value: { rows: [{ n: 12 }] } });
  await expect(run(whole, ["9007199254740993"])).rejects.toThrow(RangeError);
});

test("a statement whose columns would be others is refused, never read by the old ones", async () => {
  await client.query("create table asked.changing (a int)");
  await client.query("insert into asked.changing values (1)");
  const all = prepared("select * from asked.changing");
  expect((await run(all)).rows).toEqual([{ a: 1 }]);
  await client.query("alter table asked.changing add column b int default 2");
  await expect(run(all)).rejects.toMatchObject({ code: "0A000" });
});
