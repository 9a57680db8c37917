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
/** A row of more bytes is read by itself: a thousand imported files would be more than a process can hold. */
const bytesOfMany = 16_384;
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
    const line = `(to_jsonb(t) - array_remove(array[${without}]::text[], null))::text`;
    const table = `${identifier(schema)}.${identifier(name)} as t`;
    await client.query(
      `declare dumped no scroll cursor for
       select case when octet_length(l.line) <= ${bytesOfMany} then l.line end as line, t.ctid::text as place
       from ${table} cross join lateral (select ${line} as line offset 0) as l order by ${order}`,
    );
    // Nothing moves a row's place while this transaction can see it.
    const alone = `select ${line} as line from ${table} where t.ctid = $1::tid`;
    dumped.push(await readTable(client, name, alone, write));
    await client.query("close dumped");
  }
  return dumped;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

async function readTable(
  client: pg.PoolClient,
  name: string,
  alone: string,
  write: DumpOptions["write"],
): Promise<DumpedTable> {
  const hash = createHash("sha256");
  let rows = 0;
  let bytes = 0;
  const put = async (lines: string): Promise<void> => {
    hash.update(lines);
    bytes += Buffer.byteLength(lines);
    await write(name, lines);
  };
  for (;;) {
    const batch = await client.query<{ line: string | null; place: string }>(`fetch forward ${rowsAtOnce} from dumped`);
    let lines = "";
    for (const { line, place } of batch.rows) {
      if (line !== null) {
        lines += `${line}\n`;
        continue;
      }
      if (lines !== "") await put(lines);
      lines = "";
      const [large] = (await client.query<{ line: string }>(alone, [place])).rows;
      if (large === undefined) throw new Error(`a row of the table ${name} has gone while it was read`);
      await put(`${large.line}\n`);
    }
    rows += batch.rows.length;
    if (lines !== "" || rows === 0) await put(lines);
    if (batch.rows.length < rowsAtOnce) return { name, rows, bytes, sha256: hash.digest("hex") };
  }
}
