import type pg from "pg";

export async function tablesOf(pool: pg.Pool, schema: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = $1 order by 1",
    [schema],
  );
  if (rows.length === 0) throw new Error(`the schema ${schema} has no tables`);
  return rows.map(({ name }) => name);
}

/** Every value of a schema as text: what the leak checks look for. */
export async function schemaText(pool: pg.Pool, schema: string): Promise<string> {
  const parts = (await tablesOf(pool, schema)).map(
    (name) => `select coalesce(string_agg(t::text, chr(10)), '') as all from "${schema}"."${name}" t`,
  );
  const { rows } = await pool.query<{ all: string }>(parts.join(" union all "));
  return rows.map(({ all }) => all).join("\n");
}

/** What differs between two states, by name. */
export function changes(before: Record<string, string>, after: Record<string, string>): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => before[name] !== after[name]);
}
