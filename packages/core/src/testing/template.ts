import { randomBytes } from "node:crypto";
import pg from "pg";

export const appRole = "meridian_app";

/** The run's cluster as the runner tells of it. */
export function required(name: "TEST_DATABASE_OWNER_URL" | "TEST_DATABASE_URL"): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the tests with pnpm test`);
  return value;
}

/** The same server, another database. */
export const at = (url: string, database: string): string =>
  Object.assign(new URL(url), { pathname: `/${database}` }).href;

/** What every database of ours has before its first migration. */
export async function addExtensions(owner: pg.Pool): Promise<void> {
  await owner.query(
    `create schema ext; create extension pg_trgm schema ext; create extension unaccent schema ext; grant usage on schema ext to ${appRole}`,
  );
}

const made = new Map<string, Promise<void>>();

/**
 * A database of the caller's own in the run's cluster, which ends with the run; answers its name. What `fill` puts into
 * it is built once per run, by whoever comes first, and copied for all: a tenth of what building costs. `what` names
 * the content and tells apart what differs.
 */
export async function copyOf(
  what: string,
  prefix: string,
  fill: (owner: pg.Pool, database: string) => Promise<void>,
): Promise<string> {
  const template = `template_${what}`;
  const ready = made.get(template) ?? inMaintenance((client) => ensureTemplate(client, template, fill));
  made.set(template, ready);
  await ready;
  const name = `${prefix}_${randomBytes(6).toString("hex")}`;
  await inMaintenance((client) => client.query(`create database ${name} template ${template} strategy file_copy`));
  return name;
}

async function inMaintenance<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: required("TEST_DATABASE_OWNER_URL") });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Another process may want it at the same moment: one builds, the others wait. It gets its name when it is whole. */
async function ensureTemplate(
  client: pg.Client,
  template: string,
  fill: (owner: pg.Pool, database: string) => Promise<void>,
): Promise<void> {
  await client.query("select pg_advisory_lock(hashtext($1))", [template]);
  const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [template]);
  if (rowCount !== 0) return;
  const building = `building_${randomBytes(6).toString("hex")}`;
  await client.query(`create database ${building}`);
  const owner = new pg.Pool({ connectionString: at(required("TEST_DATABASE_OWNER_URL"), building), max: 2 });
  try {
    await addExtensions(owner);
    await fill(owner, building);
  } finally {
    await owner.end();
  }
  await client.query(`alter database ${building} rename to ${template}`);
}
