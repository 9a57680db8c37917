/**
 * What a database needs before the first migration: an owner that migrates, a runtime role that serves and can neither
 * create nor see other databases' tables, the extensions in `ext`. PostgreSQL 18; no superuser is needed, a role with
 * CREATEROLE and CREATEDB will do (managed services give no more).
 */
import pg from "pg";

export interface Login {
  readonly name: string;
  readonly password: string;
}

/** Fails closed: a table name without its schema resolves to nothing. */
const searchPath = "pg_catalog, ext";

const appSettings: Readonly<Record<string, string>> = {
  search_path: searchPath,
  plan_cache_mode: "force_generic_plan",
  statement_timeout: "'5s'",
  idle_in_transaction_session_timeout: "'5s'",
  lock_timeout: "'1s'",
  transaction_timeout: "'10s'",
};

const { escapeIdentifier, escapeLiteral } = pg;

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function exists(client: pg.Client, query: string, name: string): Promise<boolean> {
  return (await client.query(query, [name])).rowCount !== 0;
}

/** The two roles, with the given passwords and the limits of a session. Repeatable. */
export async function ensureRoles(adminUrl: string, owner: Login & { createdb: boolean }, app: Login): Promise<void> {
  await withClient(adminUrl, async (client) => {
    for (const { name } of [owner, app]) {
      if (await exists(client, "select 1 from pg_roles where rolname = $1", name)) continue;
      await client.query(`create role ${escapeIdentifier(name)}`);
    }
    const login = ({ name, password }: Login, createdb: boolean): string =>
      `alter role ${escapeIdentifier(name)} login noinherit nocreaterole ${createdb ? "createdb" : "nocreatedb"} password ${escapeLiteral(password)}`;
    const set = ({ name }: Login, key: string, value: string): string =>
      `alter role ${escapeIdentifier(name)} set ${key} = ${value}`;
    const statements = [
      login(owner, owner.createdb),
      login(app, false),
      set(owner, "search_path", searchPath),
      ...Object.entries(appSettings).map(([key, value]) => set(app, key, value)),
    ];
    await client.query(statements.join(";\n"));
  });
}

/** A database of `owner` with the extensions in `ext`, where `app` may only connect. Repeatable. */
export async function ensureDatabase(adminUrl: string, name: string, owner: Login, app: Login): Promise<void> {
  const database = escapeIdentifier(name);
  await withClient(adminUrl, async (client) => {
    if (await exists(client, "select 1 from pg_database where datname = $1", name)) return;
    // Who gives a database away must be a member of the receiving role; a superuser is one of every role.
    const { rows } = await client.query<{ super: boolean }>(
      "select rolsuper as super from pg_roles where rolname = current_user",
    );
    if (rows[0]?.super !== true) await client.query(`grant ${escapeIdentifier(owner.name)} to current_user`);
    await client.query(`create database ${database} owner ${escapeIdentifier(owner.name)}`);
  });
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  url.username = encodeURIComponent(owner.name);
  url.password = encodeURIComponent(owner.password);
  await withClient(url.href, (client) =>
    client.query(`
      revoke all on database ${database} from public;
      grant connect on database ${database} to ${escapeIdentifier(app.name)};
      drop schema if exists public;
      create schema if not exists ext;
      grant usage on schema ext to ${escapeIdentifier(app.name)};
      create extension if not exists pg_trgm schema ext;
      create extension if not exists unaccent schema ext;
    `),
  );
  url.username = new URL(adminUrl).username;
  url.password = new URL(adminUrl).password;
  await letAskForMemory(url.href, app);
}

/**
 * A connection of the runtime role may ask how much memory the server holds for it, and is replaced in time. Where the
 * administrator may not grant that (managed services), the number of tenants it has served decides alone.
 */
async function letAskForMemory(adminUrl: string, app: Login): Promise<void> {
  const role = escapeIdentifier(app.name);
  try {
    await withClient(adminUrl, (client) =>
      client.query(`
        grant select on pg_catalog.pg_backend_memory_contexts to ${role};
        grant execute on function pg_catalog.pg_get_backend_memory_contexts() to ${role};
      `),
    );
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && error.code === "42501")) throw error;
  }
}
