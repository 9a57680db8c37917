import type pg from "pg";
import { sqlState } from "./db.ts";
import { isConnectionLost } from "./outages.ts";
import { buildLarge, type LargeIndex, largeFrom, plainIndexes, statesOf } from "./large-indexes.ts";

/**
 * A step of a schema's history: a name that sorts by time, and SQL in which `{schema}` stands for the
 * schema and `{app}` for the runtime role. Steps expand first and contract later; none is ever edited.
 */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** Instead of SQL: indexes on tables that are there already, of which some may be large. */
  readonly indexes?: readonly LargeIndex[];
}

function stepName(name: string): string {
  if (!/^\d{8}_\d{4}_[a-z0-9_]+$/.test(name)) throw new RangeError(`migration name: ${name}`);
  return name;
}

export function migration(name: string, sql: string): Migration {
  return { name: stepName(name), sql };
}

/**
 * A step of indexes on tables that earlier steps made. Where such a table is large its index is built while the shop
 * goes on selling; the step stands in the schema's ledger when all of them are whole. `rest` is what follows the
 * table's name: `(placed_at, id) where state = 'open'`.
 */
export function indexMigration(
  name: string,
  indexes: readonly (Omit<LargeIndex, "unique"> & { readonly unique?: true })[],
): Migration {
  if (indexes.length === 0) throw new RangeError(`migration ${name} has no index`);
  return { name: stepName(name), sql: "", indexes: indexes.map((index) => ({ unique: false, ...index })) };
}

export interface MigrateOptions {
  /** The runtime role, which gets SELECT, INSERT, UPDATE, DELETE and nothing else. */
  readonly appRole: string;
  /** A schema that is not there is left alone: it was dropped since it was listed. */
  readonly onlyExisting?: true;
  /** From so many rows on a table's indexes are built beside its writers; `Infinity` where there are none yet. */
  readonly largeFrom?: number;
}

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function filled(sql: string, schema: string, options: MigrateOptions): string {
  return sql.replaceAll("{schema}", identifier(schema)).replaceAll("{app}", identifier(options.appRole));
}

function prologue(schema: string, options: MigrateOptions): string {
  return filled(
    `create schema if not exists {schema};
     grant usage on schema {schema} to {app};
     alter default privileges in schema {schema} grant select, insert, update, delete on tables to {app};
     create table if not exists {schema}.schema_migrations (
       name text primary key, applied_at timestamptz not null default now());`,
    schema,
    options,
  );
}

const ledgerRow = (schema: string, step: Migration): string =>
  `insert into ${identifier(schema)}.schema_migrations (name) values (${literal(step.name)});`;

function ordered(steps: readonly Migration[]): Migration[] {
  const sorted = [...steps].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const [i, step] of sorted.entries()) {
    if (sorted[i + 1]?.name === step.name) throw new RangeError(`two migrations are named ${step.name}`);
  }
  return sorted;
}

/** Creates a schema with its whole history in one round trip and one transaction. */
export async function createSchema(
  owner: pg.Pool,
  schema: string,
  steps: readonly Migration[],
  options: MigrateOptions,
): Promise<void> {
  const body = ordered(steps).map(
    (step) =>
      `${filled(step.sql, schema, options)}\n;${plainIndexes(schema, step.indexes ?? [])}${ledgerRow(schema, step)}`,
  );
  await owner.query(`begin; ${prologue(schema, options)} ${body.join("\n")} commit;`);
}

/** A step that could not be applied to a schema; the step before it is the schema's newest. */
export class StepError extends Error {
  readonly step: string;
  /** What the database said, as SQLSTATE; `internal` for anything else. */
  readonly code: string;

  constructor(step: string, cause: unknown) {
    super(`${step}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.step = step;
    this.code = sqlState(cause) ?? "internal";
  }
}

/**
 * Brings one schema to the newest step. Each step is a transaction of its own with a short lock time-out
 * and is tried again with jitter, so that a long report never makes every reader wait behind the change.
 * Answers the names of the steps that were applied; throws a StepError. Safe to run twice, at once, and to kill
 * half-way: the step and its row in the schema's ledger are one transaction.
 */
export async function migrateSchema(
  owner: pg.Pool,
  schema: string,
  steps: readonly Migration[],
  options: MigrateOptions,
): Promise<string[]> {
  let done = await appliedIn(owner, schema);
  if (done === undefined) {
    if (options.onlyExisting === true) return [];
    await owner.query(prologue(schema, options));
    done = new Set();
  }
  const applied: string[] = [];
  for (const step of ordered(steps)) {
    if (done.has(step.name)) continue;
    if (await applyStep(owner, schema, step, options)) applied.push(step.name);
  }
  return applied;
}

/** What the schema's ledger says; undefined where there is none yet. */
async function appliedIn(owner: pg.Pool | pg.PoolClient, schema: string): Promise<Set<string> | undefined> {
  try {
    const ledger = await owner.query<{ name: string }>(`select name from ${identifier(schema)}.schema_migrations`);
    return new Set(ledger.rows.map((row) => row.name));
  } catch (error) {
    if (sqlState(error) === "42P01") return undefined;
    throw error;
  }
}

const lockNotAvailable = "55P03";
const mostAttempts = 200;

/** False when somebody else has applied it meanwhile: the last statement of a killed migrator may still be running. */
async function applyStep(owner: pg.Pool, schema: string, step: Migration, options: MigrateOptions): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    if (!(await haveLarge(owner, schema, step, options))) return false;
    const client = await owner.connect();
    try {
      await client.query("begin; set local lock_timeout = '50ms'");
      if (await haveSmall(client, schema, step)) {
        await client.query(`${filled(step.sql, schema, options)}\n;${ledgerRow(schema, step)} commit;`);
        return true;
      }
      // Somebody has begun to build one of them meanwhile: it is looked at again.
      await client.query("rollback");
    } catch (error) {
      await client.query("rollback");
      if (sqlState(error) !== lockNotAvailable || attempt >= mostAttempts) {
        const done = await appliedIn(client, schema);
        if (done?.has(step.name) === true || (done === undefined && options.onlyExisting === true)) return false;
        throw new StepError(step.name, error);
      }
    } finally {
      client.release();
    }
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 30 * Math.min(attempt, 10)));
  }
}

/** Makes those of a step's indexes that are not there; false when one of all is not whole. */
async function haveSmall(client: pg.PoolClient, schema: string, { indexes = [] }: Migration): Promise<boolean> {
  if (indexes.length === 0) return true;
  const before = await statesOf(client, schema, indexes);
  const missing = indexes.filter(({ name }) => !before.has(name));
  if (missing.length > 0) await client.query(plainIndexes(schema, missing));
  const after = await statesOf(client, schema, indexes);
  return indexes.every(({ name }) => after.get(name) === "valid");
}

/** Builds a step's large indexes; false when the schema is gone, or has the step already. */
async function haveLarge(
  owner: pg.Pool,
  schema: string,
  { name, indexes = [] }: Migration,
  options: MigrateOptions,
): Promise<boolean> {
  if (indexes.length === 0) return true;
  try {
    await buildLarge(owner, schema, indexes, options.largeFrom ?? largeFrom);
    return true;
  } catch (error) {
    if (isConnectionLost(error)) throw error;
    const done = await appliedIn(owner, schema);
    if (done?.has(name) === true || (done === undefined && options.onlyExisting === true)) return false;
    throw new StepError(name, error);
  }
}
