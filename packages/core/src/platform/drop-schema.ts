import type pg from "pg";

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Rows of all named tables of a schema. */
export async function countRows(owner: pg.Pool, schema: string, tables: readonly string[]): Promise<number> {
  const counts = tables.map((table) => `(select count(*) from ${identifier(schema)}.${identifier(table)})`);
  const { rows } = await owner.query<{ rows: number }>(`select (${counts.join(" + ")})::bigint as rows`);
  return Number(rows[0]?.rows ?? 0);
}

/** Drops a schema with all that is in it, in one transaction; one that is not there is dropped already. */
export async function dropSchema(owner: pg.Pool, schema: string): Promise<void> {
  await owner.query(`drop schema if exists ${identifier(schema)} cascade`);
}
