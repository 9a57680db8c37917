import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnyTableDeclarations } from "./platform/columns.ts";
import type { Migration } from "./platform/migrate.ts";
import { controlMigrations, controlTables, regionMigrations, regionTables } from "./platform-schema.ts";
import { tenantMigrations, tenantTables } from "./tenant-schema.ts";
import { freshSchema, openTestDatabase, type TestDatabase } from "./testing/database.ts";

/**
 * What one more tenant costs is its tables and indexes: files, catalogue rows, memory of each connection. A tenant's
 * schema with promotions, price lists, credit, accounts and parcels has 58 and 96.
 */
const tenantBudget = { tables: 62, indexes: 110 };

const kinds: readonly (readonly [string, readonly Migration[], AnyTableDeclarations])[] = [
  ["control", controlMigrations, controlTables],
  ["region", regionMigrations, regionTables],
  ["tenant", tenantMigrations, tenantTables],
];

let database: TestDatabase;
beforeAll(() => {
  database = openTestDatabase();
});
afterAll(() => database.close());

async function rows<T extends object>(sql: string, schema: string): Promise<T[]> {
  return (await database.owner.query<T>(sql, [schema])).rows;
}

describe.each(kinds)("the %s schema", (kind, steps, declared) => {
  let schema: string;
  beforeAll(async () => {
    schema = await freshSchema(database, kind, steps);
  });

  it("has every column declared for personal data and retention, and declares none that is not there", async () => {
    const columns = await rows<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_schema = $1 and table_name <> 'schema_migrations'`,
      schema,
    );
    const known = Object.entries(declared).flatMap(([table, fields]) =>
      Object.keys(fields).map((column) => `${table}.${column}`),
    );
    expect(columns.map((column) => column.name).toSorted()).toEqual(known.toSorted());
  });

  it("gives every table a primary key", async () => {
    const without = await rows<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = $1 and c.relkind = 'r' and not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary)`,
      schema,
    );
    expect(without).toEqual([]);
  });

  it("has nothing that a move to another database would lose: sequences, triggers, views, functions, types", async () => {
    const found = await rows<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind in ('S', 'v', 'm', 'f', 'p')
       union all select t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and not t.tgisinternal
       union all select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = $1
       union all select t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace where n.nspname = $1 and t.typtype in ('e', 'd', 'r')`,
      schema,
    );
    expect(found).toEqual([]);
  });

  it("refers to no other schema", async () => {
    const foreign = await rows<{ name: string }>(
      `select k.conname as name from pg_constraint k join pg_namespace n on n.oid = k.connamespace
       join pg_class f on f.oid = k.confrelid where n.nspname = $1 and k.contype = 'f' and f.relnamespace <> n.oid`,
      schema,
    );
    expect(foreign).toEqual([]);
  });
});

it("keeps a tenant within its budget of tables and indexes", async () => {
  const schema = await freshSchema(database, "t", tenantMigrations);
  const counts = await rows<{ tables: number; indexes: number }>(
    `select count(*) filter (where relkind = 'r') as tables, count(*) filter (where relkind = 'i') as indexes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1`,
    schema,
  );
  expect(counts[0]?.tables).toBeGreaterThan(0);
  expect(counts[0]?.tables).toBeLessThanOrEqual(tenantBudget.tables);
  expect(counts[0]?.indexes).toBeLessThanOrEqual(tenantBudget.indexes);
});

it("lets the runtime role neither create nor change tables, nor rewrite what is append-only", async () => {
  const schema = await freshSchema(database, "t", tenantMigrations);
  const { pool } = database.app;
  await expect(pool.query(`create table "${schema}".mine (id text)`)).rejects.toThrow(/permission denied/);
  await expect(pool.query(`alter table "${schema}".products add column mine text`)).rejects.toThrow(/must be owner/);
  await expect(pool.query(`create schema mine`)).rejects.toThrow(/permission denied/);
  for (const table of ["audit_entries", "consent_entries"]) {
    await expect(pool.query(`delete from "${schema}".${table}`)).rejects.toThrow(/permission denied/);
  }
  await expect(pool.query("select 1 from products")).rejects.toThrow(/does not exist/);
});
