import type pg from "pg";
import type { AnyTableDeclarations } from "./columns.ts";
import { type DumpedTable, dumpWithin } from "./dump.ts";
import { byReference, tableFacts } from "./table-facts.ts";

export interface RestoreOptions {
  /** Every table of the schema with its columns. */
  readonly tables: AnyTableDeclarations;
  /** What each table must hold afterwards. */
  readonly expected: readonly DumpedTable[];
  /** A table's lines, in any portions that end with a line. */
  readonly read: (table: string) => AsyncIterable<string>;
}

/** A restored table differs from what was dumped: nothing was written. */
export class RestoreError extends Error {}

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Fills an empty schema of the same history with what `dumpSchema` read, in one transaction that ends only when every
 * table has the same rows by hash again. What the schema's history itself put into it is replaced.
 */
export async function restoreSchema(owner: pg.Pool, schema: string, options: RestoreOptions): Promise<void> {
  const { tables, expected, read } = options;
  const client = await owner.connect();
  let failed = true;
  try {
    await client.query(
      "begin; set local statement_timeout to 0; set local transaction_timeout to 0; set local timezone to 'UTC'",
    );
    const facts = await tableFacts(client, schema);
    const order = byReference(Object.keys(tables), facts.refersTo);
    for (const name of order.toReversed()) {
      await client.query(`delete from ${identifier(schema)}.${identifier(name)}`);
    }
    for (const name of order) {
      const insert = insertInto(`${identifier(schema)}.${identifier(name)}`, facts.columns.get(name) ?? []);
      await fill(client, insert, read(name), facts.selfReferring.has(name));
    }
    assertSame(
      expected,
      await dumpWithin(client, schema, { tables, leaveOut: () => [], write: () => Promise.resolve() }),
    );
    await client.query("commit");
    failed = false;
  } finally {
    client.release(failed);
  }
}

/** Types make their values of what JSON says; a jsonb column takes it as it is, JSON's own null too. */
function insertInto(table: string, columns: readonly { readonly name: string; readonly isJson: boolean }[]): string {
  const values = columns.map(({ name, isJson }) =>
    isJson ? `l.line -> '${name.replaceAll("'", "''")}'` : `r.${identifier(name)}`,
  );
  return `insert into ${table} (${columns.map(({ name }) => identifier(name)).join(", ")})
    select ${values.join(", ")} from jsonb_array_elements($1::jsonb) with ordinality as l (line, place)
    cross join lateral jsonb_populate_record(null::${table}, l.line) as r order by l.place`;
}

async function fill(
  client: pg.PoolClient,
  sql: string,
  portions: AsyncIterable<string>,
  atOnce: boolean,
): Promise<void> {
  let lines: string[] = [];
  const insert = async (): Promise<void> => {
    if (lines.length === 0) return;
    await client.query(sql, [`[${lines.join(",")}]`]);
    lines = [];
  };
  for await (const portion of portions) {
    lines.push(...portion.split("\n").filter((line) => line !== ""));
    // Foreign keys are looked at when a statement ends: rows that refer to rows of their own table come in one.
    if (!atOnce) await insert();
  }
  await insert();
}

function assertSame(expected: readonly DumpedTable[], found: readonly DumpedTable[]): void {
  const known = new Map(expected.map((table) => [table.name, table]));
  for (const { name, rows, sha256 } of found) {
    const was = known.get(name);
    if (was === undefined ? rows > 0 : was.sha256 !== sha256 || was.rows !== rows)
      throw new RestoreError(`the table ${name} has other rows than were dumped`);
  }
  const missing = expected.find(({ name }) => !found.some((table) => table.name === name));
  if (missing !== undefined) throw new RestoreError(`the table ${missing.name} is not there any more`);
}
