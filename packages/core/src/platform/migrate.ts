import type pg from "pg";
import { sqlState } from "./db.ts";

/**
 * A step of a schema's history: a name that sorts by time, and SQL in which `{schema}` stands for the
 * schema and `{app}` for the runtime role. Steps expand first and contract later; none is ever edited.
 */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

export function migration(name: string, sql: string): Migration {
  if (!/^\d{8}_\d{4}_[a-z0-9_]+$/.test(name)) throw new RangeError(`migration name: ${name}`);
  return { name, sql };
}

export interface MigrateOptions {
  /** The runtime role, which gets SELECT, INSERT, UPDATE, DELETE and nothing else. */
  readonly appRole: string;
  /** A schema that is not there is left alone: it was dropped since it was listed. */
  readonly onlyExisting?: true;
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
  const body = ordered(steps).map((step) => `${filled(step.sql, schema, options)}\n;${ledgerRow(schema, step)}`);
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
    const client = await owner.connect();
    try {
      await client.query("begin; set local lock_timeout = '50ms'");
      await client.query(`${filled(step.sql, schema, options)}\n;${ledgerRow(schema, step)} commit;`);
      return true;
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
