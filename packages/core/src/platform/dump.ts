import { createHash } from "node:crypto";
import type pg from "pg";
import type { AnyTableDeclarations } from "./columns.ts";
import { tableFacts } from "./table-facts.ts";

/** A table as it was dumped. */
export interface DumpedTable {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  /** SHA-256 of its lines, in hex. */
  readonly sha256: string;
}

export interface DumpOptions {
  /** Every table of the schema with its columns. */
  readonly tables: AnyTableDeclarations;
  /** Columns that stay behind. */
  readonly leaveOut: (table: string) => readonly string[];
  /** Takes a table's next lines; called once with none for an empty table. */
  readonly write: (table: string, lines: string) => Promise<void>;
}

const rowsAtOnce = 1_000;
const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Reads every declared table of a schema in one snapshot, a JSON object on a line for each row. PostgreSQL writes the
 * JSON: a bigint, a numeric and a moment's microseconds keep every digit, bytes are hexadecimal. Rows come in the
 * order of their keys by code point, so that equal tables have equal hashes wherever they are.
 */
export async function dumpSchema(owner: pg.Pool, schema: string, options: DumpOptions): Promise<DumpedTable[]> {
  const client = await owner.connect();
  let failed = true;
  try {
    await client.query("begin isolation level repeatable read read only");
    const dumped = await dumpWithin(client, schema, options);
    await client.query("commit");
    failed = false;
    return dumped;
  } finally {
    client.release(failed);
  }
}

/** The same on a connection whose transaction is open. */
export async function dumpWithin(
  client: pg.PoolClient,
  schema: string,
  { tables, leaveOut, write }: DumpOptions,
): Promise<DumpedTable[]> {
  await client.query("set local timezone to 'UTC'; set local bytea_output to 'hex'; set local statement_timeout to 0");
  const facts = await tableFacts(client, schema);
  const dumped: DumpedTable[] = [];
  for (const name of Object.keys(tables).toSorted()) {
    const key = facts.keys.get(name);
    if (key === undefined) throw new RangeError(`the table ${name} is declared and has no key`);
    const order = key.map((column) => `t.${identifier(column)}::text collate "C"`).join(", ");
    // A jsonb column that is null is left out, so that one that holds JSON's own null is told from it.
    const absent = (facts.columns.get(name) ?? [])
      .filter(({ isJson }) => isJson)
      .map((column) => `case when t.${identifier(column.name)} is null then ${literal(column.name)} end`);
    const without = [...leaveOut(name).map(literal), ...absent].join(", ");
    await client.query(
      `declare dumped no scroll cursor for
       select (to_jsonb(t) - array_remove(array[${without}]::text[], null))::text as line
       from ${identifier(schema)}.${identifier(name)} as t order by ${order}`,
    );
    dumped.push(await readTable(client, name, write));
    await client.query("close dumped");
  }
  return dumped;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

async function readTable(client: pg.PoolClient, name: string, write: DumpOptions["write"]): Promise<DumpedTable> {
  const hash = createHash("sha256");
  let rows = 0;
  let bytes = 0;
  for (;;) {
    const batch = await client.query<{ line: string }>(`fetch forward ${rowsAtOnce} from dumped`);
    if (batch.rows.length > 0 || rows === 0) {
      const lines = batch.rows.map(({ line }) => `${line}\n`).join("");
      hash.update(lines);
      bytes += Buffer.byteLength(lines);
      rows += batch.rows.length;
      await write(name, lines);
    }
    if (batch.rows.length < rowsAtOnce) return { name, rows, bytes, sha256: hash.digest("hex") };
  }
}
