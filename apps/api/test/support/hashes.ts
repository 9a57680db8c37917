import type pg from "pg";

async function tablesOf(pool: pg.Pool, schema: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = $1 order by 1",
    [schema],
  );
  if (rows.length === 0) throw new Error(`the schema ${schema} has no tables`);
  return rows.map(({ name }) => name);
}

const statements = new WeakMap<pg.Pool, Map<string, string>>();

/** The statement is long and asked for often: it is made once, and its plan kept by the connection. */
async function hashStatement(pool: pg.Pool, schema: string): Promise<string> {
  const ofPool = statements.get(pool) ?? new Map<string, string>();
  statements.set(pool, ofPool);
  const known = ofPool.get(schema);
  if (known !== undefined) return known;
  const parts = (await tablesOf(pool, schema)).map(
    (name) =>
      `select '${schema}.${name}' as name, concat(count(*), ' ', sum(hashtextextended(t::text, 0))) as hash from "${schema}"."${name}" t`,
  );
  const text = parts.join(" union all ");
  ofPool.set(schema, text);
  return text;
}

/**
 * A hash over all rows of each table of a schema, by `<schema>.<table>`: the sum of the rows' hashes, which needs no
 * order and is ten times cheaper than one of the sorted text.
 */
export async function tableHashes(pool: pg.Pool, schema: string): Promise<Record<string, string>> {
  const text = await hashStatement(pool, schema);
  const { rows } = await pool.query<{ name: string; hash: string }>({ name: `hashes ${schema}`, text });
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
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
