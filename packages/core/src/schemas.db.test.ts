import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnyTableDeclarations } from "./platform/columns.ts";
import type { Migration } from "./platform/migrate.ts";
import { controlMigrations, controlTables, regionMigrations, regionTables } from "./platform-schema.ts";
import { tenantMigrations, tenantTables } from "./tenant-schema.ts";
import { openCopiedDatabase, type TestDatabase } from "./testing/database.ts";
import { schemaFaults } from "./testing/schema-faults.ts";

/**
 * What one more tenant costs is its tables and indexes: files, catalogue rows, memory of each connection. A tenant's
 * schema with promotions, price lists, credit, accounts and parcels has 58 and 96.
 */
const tenantBudget = { tables: 62, indexes: 110 };

const schemas: Readonly<Record<string, readonly Migration[]>> = {
  c_each: controlMigrations,
  r_each: regionMigrations,
  t_each: tenantMigrations,
};
const declarations: readonly (readonly [schema: string, AnyTableDeclarations])[] = [
  ["c_each", controlTables],
  ["r_each", regionTables],
  ["t_each", tenantTables],
];

let database: TestDatabase;
beforeAll(async () => {
  database = await openCopiedDatabase("schemas", schemas);
});
afterAll(() => database.close());

async function rows<T extends object>(sql: string, schema: string): Promise<T[]> {
  return (await database.owner.query<T>(sql, [schema])).rows;
}

describe.each(declarations)("the schema %s", (schema, declared) => {
  it("has every column declared, a key in each table, and nothing that a move to another database would lose", async () => {
    expect(await schemaFaults(database.owner, schema, declared)).toEqual([]);
  });
});

it("keeps a tenant within its budget of tables and indexes", async () => {
  const counts = await rows<{ tables: number; indexes: number }>(
    `select count(*) filter (where relkind = 'r') as tables, count(*) filter (where relkind = 'i') as indexes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1`,
    "t_each",
  );
  expect(counts[0]?.tables).toBeGreaterThan(0);
  expect(counts[0]?.tables).toBeLessThanOrEqual(tenantBudget.tables);
  expect(counts[0]?.indexes).toBeLessThanOrEqual(tenantBudget.indexes);
});

it("lets the runtime role neither create nor change tables, nor rewrite what is append-only", async () => {
  const { pool } = database.app;
  await expect(pool.query(`create table t_each.mine (id text)`)).rejects.toThrow(/permission denied/);
  await expect(pool.query(`alter table t_each.products add column mine text`)).rejects.toThrow(/must be owner/);
  await expect(pool.query(`create schema mine`)).rejects.toThrow(/permission denied/);
  for (const table of ["audit_entries", "consent_entries"]) {
    await expect(pool.query(`delete from t_each.${table}`)).rejects.toThrow(/permission denied/);
  }
  await expect(pool.query("select 1 from products")).rejects.toThrow(/does not exist/);
});
