import type pg from "pg";
import { sqlState } from "./db.ts";

/** A schema whose every table nobody else can read or write, until the transaction ends. */
export interface LockedSchema {
  readonly client: pg.PoolClient;
  /** Its tables, that of its history left out. */
  readonly tables: readonly string[];
  /** Names of the steps that it has been through. */
  readonly steps: readonly string[];
  hasRows(table: string): Promise<boolean>;
  /** Drops it with all that is in it, when the transaction commits. */
  drop(): Promise<void>;
}

/** Readers wait no longer than this for somebody who holds a table. */
const lockMillis = 200;
const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Runs `work` with the whole schema to itself, in one transaction that commits when `work` returns. Answers `busy` when
 * somebody uses a table just now, `gone` when the schema is not there; then nothing has been done.
 */
export async function withLockedSchema<T>(
  owner: pg.Pool,
  schema: string,
  work: (locked: LockedSchema) => Promise<T>,
): Promise<T | "busy" | "gone"> {
  const client = await owner.connect();
  let failed = true;
  try {
    await client.query(
      `begin; set local lock_timeout = '${lockMillis}ms'; set local statement_timeout = 0;
       set local idle_in_transaction_session_timeout = 0; set local transaction_timeout = 0`,
    );
    const found = await lockAll(client, schema);
    if (found === "busy" || found === "gone") {
      await client.query("rollback");
      failed = false;
      return found;
    }
    const result = await work({
      client,
      ...found,
      hasRows: async (table) =>
        (await client.query(`select 1 from ${identifier(schema)}.${identifier(table)} limit 1`)).rows.length > 0,
      drop: async () => void (await client.query(`drop schema ${identifier(schema)} cascade`)),
    });
    await client.query("commit");
    failed = false;
    return result;
  } finally {
    client.release(failed);
  }
}

async function lockAll(
  client: pg.PoolClient,
  schema: string,
): Promise<Pick<LockedSchema, "tables" | "steps"> | "busy" | "gone"> {
  const ledger = `${identifier(schema)}.schema_migrations`;
  try {
    // First the history: whoever changes the schema writes there too, so the list of tables is the last one.
    await client.query(`lock table ${ledger} in access exclusive mode`);
    const { rows } = await client.query<{ name: string }>(
      `select c.relname as name from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
       where n.nspname = $1 and c.relkind in ('r', 'p') and c.relname <> 'schema_migrations' order by 1`,
      [schema],
    );
    const tables = rows.map(({ name }) => name);
    const all = tables.map((name) => `${identifier(schema)}.${identifier(name)}`);
    if (all.length > 0) await client.query(`lock table ${all.join(", ")} in access exclusive mode`);
    const steps = await client.query<{ name: string }>(`select name from ${ledger} order by name`);
    return { tables, steps: steps.rows.map(({ name }) => name) };
  } catch (error) {
    const state = sqlState(error);
    if (state === "55P03") return "busy";
    if (state === "42P01" || state === "3F000") return "gone";
    throw error;
  }
}
