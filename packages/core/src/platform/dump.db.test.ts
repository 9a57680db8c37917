import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshSchema, openTestDatabase, type TestDatabase } from "../testing/database.ts";
import { dumpSchema } from "./dump.ts";
import { migration } from "./migrate.ts";
import { RestoreError, restoreSchema } from "./restore.ts";
import { byReference } from "./table-facts.ts";

/** A table with a column of each type that the tenants' tables use, and of those that JSON could spoil. */
const steps = [
  migration(
    "20261122_9999_dump_test",
    `
create table {schema}.owners (id text primary key);
create table {schema}.things (
  id text not null, part integer not null, owner_id text references {schema}.owners (id),
  big bigint, exact numeric, at timestamptz, day date, flag boolean, code char(3), bytes bytea, words text[],
  numbers bigint[], body jsonb, share double precision, primary key (id, part));
create table {schema}.nodes (id text primary key, above text references {schema}.nodes (id));
insert into {schema}.owners values ('seeded');
`,
  ),
];
const tables = { owners: { id: "none" }, things: { id: "none" }, nodes: { id: "none" } } as const;

let database: TestDatabase;
beforeAll(() => {
  database = openTestDatabase();
});
afterAll(() => database.close());

/** Any text that PostgreSQL can hold. */
const text = fc.string({ unit: "grapheme", maxLength: 20 }).map((given) => given.replaceAll("\0", ""));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const big = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);
const exact = fc.tuple(fc.bigInt(), fc.nat({ max: 30 })).map(([digits, scale]) => `${digits}e-${scale}`);
const micros = fc
  .tuple(
    fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
    fc.nat({ max: 999 }),
  )
  .map(([at, rest]) => at.toISOString().replace("Z", `${String(rest).padStart(3, "0")}Z`));
const row = fc.record({
  big: maybe(big),
  exact: maybe(exact),
  at: maybe(fc.oneof(micros, fc.constantFrom("infinity", "-infinity"))),
  day: maybe(micros.map((at) => at.slice(0, 10))),
  flag: maybe(fc.boolean()),
  code: maybe(fc.constantFrom("EUR", "A", "")),
  bytes: maybe(fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes))),
  words: maybe(fc.array(maybe(text), { maxLength: 4 })),
  numbers: maybe(fc.array(maybe(big), { maxLength: 4 })),
  body: maybe(fc.jsonValue().map((value) => JSON.stringify(value).replaceAll("\\u0000", ""))),
  share: maybe(fc.double()),
});

async function dumped(schema: string) {
  const lines = new Map<string, string>();
  const found = await dumpSchema(database.owner, schema, {
    tables,
    leaveOut: () => [],
    write: async (name, more) => void lines.set(name, (lines.get(name) ?? "") + more),
  });
  return { found, lines };
}
async function* read(lines: ReadonlyMap<string, string>, name: string): AsyncIterable<string> {
  yield lines.get(name) ?? "";
}

it("brings back every value of every type exactly, in whatever order rows were written", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 25 }), async (rows) => {
      const from = await freshSchema(database, "dump", steps);
      for (const [i, values] of rows.entries()) {
        const columns = ["id", "part", "owner_id", ...Object.keys(values)];
        await database.owner.query(
          `insert into "${from}".things (${columns.join(", ")}) values (${columns.map((_, at) => `$${at + 1}`).join(", ")})`,
          [`Ä-${(i * 7) % 25}`, i, "seeded", ...Object.values(values)],
        );
      }
      await database.owner.query(`insert into "${from}".nodes values ('z', null), ('a', 'z'), ('m', 'a')`);
      const { found, lines } = await dumped(from);
      expect(found.find(({ name }) => name === "things")?.rows).toBe(rows.length);
      const to = await freshSchema(database, "dump", steps);
      await restoreSchema(database.owner, to, { tables, expected: found, read: (name) => read(lines, name) });
      expect((await dumped(to)).found).toEqual(found);
      const differing = await database.owner.query(
        `(select * from "${from}".things except select * from "${to}".things)
         union all (select * from "${to}".things except select * from "${from}".things)`,
      );
      expect(differing.rowCount).toBe(0);
      await database.owner.query(`drop schema "${from}" cascade; drop schema "${to}" cascade`);
    }),
    { numRuns: 15 },
  );
});

it("hands on large rows one by one, so that no portion is larger than a row or a few megabytes", async () => {
  const from = await freshSchema(database, "dump", steps);
  // Each third row is a file; the others are small.
  await database.owner.query(
    `insert into "${from}".things (id, part, body)
     select 'row', i, to_jsonb(repeat('x', case when i % 3 = 0 then 100000 else 200 end)) from generate_series(1, 60) as i`,
  );
  const portions: number[] = [];
  const lines: string[] = [];
  const found = await dumpSchema(database.owner, from, {
    tables,
    leaveOut: () => [],
    write: async (name, more) => {
      if (name === "things") lines.push(more);
      portions.push(more.length);
    },
  });
  expect(found.find(({ name }) => name === "things")).toMatchObject({ rows: 60 });
  expect(lines.join("").trimEnd().split("\n")).toHaveLength(60);
  expect(portions.filter((length) => length > 100_000)).toHaveLength(20);
  expect(Math.max(...portions)).toBeLessThan(101_000);
  const to = await freshSchema(database, "dump", steps);
  const all = new Map([
    ["things", lines.join("")],
    ["owners", '{"id": "seeded"}\n'],
  ]);
  await restoreSchema(database.owner, to, { tables, expected: found, read: (name) => read(all, name) });
  expect((await dumped(to)).found).toEqual(found);
});

it("writes nothing when a single character of a dump was changed, and leaves out what it is told to", async () => {
  const from = await freshSchema(database, "dump", steps);
  await database.owner.query(`insert into "${from}".things (id, part, big) values ('x', 1, 9007199254740993)`);
  const { found, lines } = await dumped(from);
  const to = await freshSchema(database, "dump", steps);
  const spoilt = new Map(lines).set("things", (lines.get("things") ?? "").replace("740993", "740992"));
  const restored = restoreSchema(database.owner, to, { tables, expected: found, read: (name) => read(spoilt, name) });
  await expect(restored).rejects.toThrow(RestoreError);
  const { rows } = await database.owner.query(`select count(*)::int as things from "${to}".things`);
  expect(rows).toEqual([{ things: 0 }]);
  let told = "";
  await dumpSchema(database.owner, from, {
    tables,
    leaveOut: (name) => (name === "things" ? ["big"] : []),
    write: async (_, more) => void (told += more),
  });
  expect(told).not.toContain("9007199254740993");
  expect(told).toContain('"part": 1');
});

it("orders tables behind those that they refer to, and says when they refer in a circle", () => {
  const refersTo = new Map([
    ["a", ["c"]],
    ["b", ["a", "elsewhere"]],
  ]);
  expect(byReference(["a", "b", "c"], refersTo)).toEqual(["c", "a", "b"]);
  expect(() => byReference(["a", "c"], new Map([...refersTo, ["c", ["a"]]]))).toThrow("circle");
});
