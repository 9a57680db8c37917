import type pg from "pg";
import { crashPoint, declareCrashPoints } from "./crash.ts";
import { sqlState, violates } from "./db.ts";
import { isConnectionLost } from "./outages.ts";

/** An index on a table that some shops may have many rows in: where they have, it is built while they go on writing. */
export interface LargeIndex {
  readonly name: string;
  readonly table: string;
  /** What follows the table's name: columns in brackets, a condition. */
  readonly rest: string;
  readonly unique: boolean;
}

/** Tables of about so many rows get their indexes beside their writers; on smaller ones that costs more than it saves. */
export const largeFrom = 100_000;

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function createIndex(schema: string, index: LargeIndex, how: "" | "concurrently"): string {
  const what = `create ${index.unique ? "unique " : ""}index ${how}`.trimEnd();
  return `${what} ${identifier(index.name)} on ${identifier(schema)}.${identifier(index.table)} ${index.rest}`;
}

/** The indexes of a schema that nobody uses yet. */
export const plainIndexes = (schema: string, indexes: readonly LargeIndex[]): string =>
  indexes.map((index) => `${createIndex(schema, index, "")};`).join("\n");

declareCrashPoints("platform.index:begun", "platform.index:dropped", "platform.index:built");

/**
 * Builds those of the indexes that are on large tables, beside whoever reads and writes there; the others are left to
 * the step's transaction. What a build that was cut off has left (an index that is not valid: nobody reads it, everybody
 * writes it) is dropped and built anew; one that somebody else builds at this moment is waited for, a killed migrator's
 * too, whose last statement goes on in the server.
 */
export async function buildLarge(
  owner: pg.Pool,
  schema: string,
  indexes: readonly LargeIndex[],
  from: number,
): Promise<void> {
  for (const index of indexes) {
    for (let attempt = 1; ; attempt++) {
      const state = await untilSettled(owner, schema, index);
      if (state === "valid") break;
      if (state === "broken") {
        await drop(owner, schema, index);
        crashPoint("platform.index:dropped");
      }
      if (!(await isLarge(owner, schema, index, from))) break;
      crashPoint("platform.index:begun");
      try {
        await alone(owner, createIndex(schema, index, "concurrently"));
        crashPoint("platform.index:built");
        break;
      } catch (error) {
        if (isSomebodyElses(error)) continue;
        if (isPassed(error) && attempt < mostAttempts) continue;
        // A unique one that is not whole would refuse writers all the same.
        if (!isConnectionLost(error)) await drop(owner, schema, index);
        throw error;
      }
    }
  }
}

const mostAttempts = 5;
/** Behind this wait writers do not queue up: a build holds nothing that they want. */
const lockWait = "5min";

/** Two began at once. */
const isSomebodyElses = (error: unknown): boolean =>
  sqlState(error) === "42P07" || violates(error, "pg_class_relname_nsp_index");

/** Somebody held the table for too long, or two builds waited for each other. */
const isPassed = (error: unknown): boolean => /^(55P03|40P01)$/.test(sqlState(error) ?? "");

const drop = (owner: pg.Pool, schema: string, { name }: LargeIndex): Promise<void> =>
  alone(owner, `drop index concurrently if exists ${identifier(schema)}.${identifier(name)}`);

/** One statement outside of a transaction, on a connection that nobody uses afterwards. */
async function alone(owner: pg.Pool, statement: string): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query(`set lock_timeout = '${lockWait}'; set statement_timeout = 0; set transaction_timeout = 0`);
    await client.query(statement);
  } finally {
    client.release(true);
  }
}

async function isLarge(owner: pg.Pool, schema: string, { table }: LargeIndex, from: number): Promise<boolean> {
  // As the planner does: the rows that were last counted, by how much the table has grown. Where they never were, it
  // is taken for one of short rows.
  const { rows } = await owner.query<{ large: boolean }>(
    `select case when c.reltuples > 0 and c.relpages > 0
       then c.reltuples * pg_catalog.pg_relation_size(c.oid) / (c.relpages::float8 * current_setting('block_size')::int)
       else pg_catalog.pg_relation_size(c.oid) / 64.0 end >= $3::float8 as large
     from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relname = $2`,
    [schema, table, from],
  );
  return rows[0]?.large === true;
}

type IndexState = "valid" | "building" | "broken";

/** Which of the indexes are there, and how they are. */
export async function statesOf(
  client: pg.Pool | pg.PoolClient,
  schema: string,
  indexes: readonly LargeIndex[],
): Promise<Map<string, IndexState>> {
  const { rows } = await client.query<{ name: string; state: IndexState }>(
    `select c.relname as name, case when x.indisvalid then 'valid'
       when exists (select 1 from pg_catalog.pg_stat_activity a where a.datname = current_database()
         and a.state = 'active' and starts_with(a.query, w.statement)) then 'building' else 'broken' end as state
     from unnest($2::text[], $3::text[]) as w (name, statement)
     join pg_catalog.pg_class c on c.relname = w.name join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     join pg_catalog.pg_index x on x.indexrelid = c.oid where n.nspname = $1`,
    [
      schema,
      indexes.map(({ name }) => name),
      // The server keeps the beginning of what it does: a condition may be longer than that.
      indexes.map((index) => createIndex(schema, { ...index, rest: "" }, "concurrently")),
    ],
  );
  return new Map(rows.map(({ name, state }) => [name, state]));
}

/** What there is of an index when nobody builds it any more; undefined for nothing. */
async function untilSettled(owner: pg.Pool, schema: string, index: LargeIndex): Promise<IndexState | undefined> {
  let before: IndexState | undefined;
  for (;;) {
    const state = (await statesOf(owner, schema, [index])).get(index.name);
    // What ended while it was looked for may be whole: only the second look says that it is not.
    if (state === "valid" || state === undefined || (state === "broken" && before === "broken")) return state;
    before = state;
    if (state === "building") await new Promise((resolve) => setTimeout(resolve, 100 + 100 * Math.random()));
  }
}
