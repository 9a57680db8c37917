import { type Database, openDatabase } from "@meridian/core/platform/db";
import { SettingError } from "../platform/env.ts";

/** A database that the shell may change: as its owner, for the role that serves it. */
export interface OwnedDatabase {
  readonly database: Database;
  readonly appRole: string;
}

const roles = {
  control: ["CONTROL_DATABASE_OWNER_URL", "CONTROL_DATABASE_URL"],
  region: ["DATABASE_OWNER_URL", "DATABASE_URL"],
} as const;

/** Opens the control plane's or the region's database as its owner; undefined when the environment names none. */
function openOwned(kind: keyof typeof roles, env: NodeJS.ProcessEnv): OwnedDatabase | undefined {
  const [ownerName, appName] = roles[kind];
  const url = env[ownerName];
  if (url === undefined || url === "") return undefined;
  const app = env[appName];
  const appRole = app === undefined || app === "" ? "meridian_app" : decodeURIComponent(new URL(app).username);
  const database = openDatabase({
    url,
    max: 4,
    applicationName: "meridian-cli",
    onError: (error) => void process.stderr.write(`a database connection was lost: ${error.message}\n`),
  });
  return { database, appRole };
}

/** Runs `work` with the databases that the environment names, and closes them. */
export async function withOwned<T>(
  env: NodeJS.ProcessEnv,
  work: (databases: {
    readonly control: OwnedDatabase | undefined;
    readonly region: OwnedDatabase | undefined;
  }) => Promise<T>,
): Promise<T> {
  const control = openOwned("control", env);
  const region = openOwned("region", env);
  if (control === undefined && region === undefined) {
    throw new SettingError("Neither CONTROL_DATABASE_OWNER_URL nor DATABASE_OWNER_URL is set.");
  }
  try {
    return await work({ control, region });
  } finally {
    // The migrator uses the pool alone; a builder that was never used does not close it.
    await control?.database.pool.end();
    await region?.database.pool.end();
  }
}

/** Runs `work` with the region's database, which the environment must name. */
export function withRegion<T>(env: NodeJS.ProcessEnv, work: (region: OwnedDatabase) => Promise<T>): Promise<T> {
  return withOwned(env, ({ region }) => {
    if (region === undefined) throw new SettingError("DATABASE_OWNER_URL is not set.");
    return work(region);
  });
}
