import pg from "pg";
import { roleNames } from "./credentials.ts";
import type { Credentials } from "./credentials.ts";

/** The runtime role fails closed: a table name without its schema resolves to nothing. */
const SEARCH_PATH = "pg_catalog, ext";

const appSettings: Record<string, string> = {
  search_path: SEARCH_PATH,
  plan_cache_mode: "force_generic_plan",
  statement_timeout: "'5s'",
  idle_in_transaction_session_timeout: "'5s'",
  lock_timeout: "'1s'",
  transaction_timeout: "'10s'",
};

/**
 * The two roles of a cluster: `meridian_owner` migrates, `meridian_app` serves. Passwords are base64url,
 * so they need no quoting beyond the quotes themselves. Repeatable.
 */
export async function ensureRoles(superuserUrl: string, credentials: Credentials): Promise<void> {
  const { owner, app } = roleNames;
  await withClient(superuserUrl, async (client) => {
    for (const name of [owner, app]) {
      const found = await client.query("select 1 from pg_roles where rolname = $1", [name]);
      if (found.rowCount === 0) await client.query(`create role ${name}`);
    }
    const set = (role: string, name: string, value: string) => `alter role ${role} set ${name} = ${value};`;
    await client.query(
      [
        `alter role ${owner} login createdb noinherit nosuperuser nocreaterole password '${credentials.passwords.owner}';`,
        `alter role ${app} login nocreatedb noinherit nosuperuser nocreaterole password '${credentials.passwords.app}';`,
        set(owner, "search_path", SEARCH_PATH),
        ...Object.entries(appSettings).map(([name, value]) => set(app, name, value)),
      ].join("\n"),
    );
  });
}

/** A database of `meridian_owner` with the extensions in `ext`, where `meridian_app` may only connect. Repeatable. */
export async function ensureDatabase(superuserUrl: string, name: string): Promise<void> {
  const { owner, app } = roleNames;
  const quoted = `"${name.replaceAll('"', '""')}"`;
  await withClient(superuserUrl, async (client) => {
    const found = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (found.rowCount === 0) await client.query(`create database ${quoted} owner ${owner}`);
  });
  const url = new URL(superuserUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  await withClient(url.href, (client) =>
    client.query(`
      revoke all on database ${quoted} from public;
      grant connect on database ${quoted} to ${app};
      drop schema if exists public;
      create schema if not exists ext authorization ${owner};
      grant usage on schema ext to ${app};
      create extension if not exists pg_trgm schema ext;
      create extension if not exists unaccent schema ext;
    `),
  );
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
