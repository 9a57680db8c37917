import { firstCell } from "@meridian/core/platform/cells";
import { type Database, openDatabase } from "@meridian/core/platform/db";
import type { OwnerPool } from "@meridian/core/platform/owner-pool";
import { cellUrls, SettingError } from "../platform/env.ts";

/** A database that the shell may change: as its owner, for the role that serves it. */
export interface OwnedDatabase {
  readonly database: Database;
  readonly appRole: string;
}

/** A region's databases. */
export interface OwnedRegion extends OwnedDatabase {
  /** All its cells, the first one, whose database also has the region's own tables, among them. */
  readonly cells: ReadonlyMap<string, OwnedDatabase>;
  /** The pools of the cells, for what works over all of them. */
  readonly owners: ReadonlyMap<string, OwnerPool>;
}

/** Addresses of a database: as its owner and as the runtime role. */
interface DatabaseUrls {
  readonly owner: string | undefined;
  readonly app: string | undefined;
}

/** What the environment says of the databases of the control plane and of the region's cells. */
export function databaseUrls(env: NodeJS.ProcessEnv): {
  readonly control: DatabaseUrls;
  readonly cells: ReadonlyMap<string, DatabaseUrls>;
} {
  const given = (name: string): string | undefined => env[name] || undefined;
  const listed = (name: string): ReadonlyMap<string, string> => {
    const parsed = cellUrls.safeParse(given(name) ?? "");
    if (parsed.success) return parsed.data;
    throw new SettingError(`The setting ${name} is not valid: ${parsed.error.issues[0]?.message ?? ""}`);
  };
  const [apps, owners] = [listed("CELL_DATABASE_URLS"), listed("CELL_DATABASE_OWNER_URLS")];
  const further = [...new Set([...apps.keys(), ...owners.keys()])].toSorted();
  return {
    control: { owner: given("CONTROL_DATABASE_OWNER_URL"), app: given("CONTROL_DATABASE_URL") },
    cells: new Map([
      [firstCell, { owner: given("DATABASE_OWNER_URL"), app: given("DATABASE_URL") }],
      ...further.map((cell) => [cell, { owner: owners.get(cell), app: apps.get(cell) }] as const),
    ]),
  };
}

/** Opens a database as its owner; undefined when the environment names none. */
function openOwned({ owner: url, app }: DatabaseUrls): OwnedDatabase | undefined {
  if (url === undefined) return undefined;
  const appRole = app === undefined ? "meridian_app" : decodeURIComponent(new URL(app).username);
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
    readonly region: OwnedRegion | undefined;
  }) => Promise<T>,
): Promise<T> {
  const urls = databaseUrls(env);
  const control = openOwned(urls.control);
  const region = openRegionOf(urls.cells);
  if (control === undefined && region === undefined) {
    throw new SettingError("Neither CONTROL_DATABASE_OWNER_URL nor DATABASE_OWNER_URL is set.");
  }
  try {
    return await work({ control, region });
  } finally {
    const cells = region === undefined ? [] : [...region.cells.values()];
    for (const owned of [...cells, ...(control === undefined ? [] : [control])]) await owned.database.close();
  }
}

function openRegionOf(urls: ReadonlyMap<string, DatabaseUrls>): OwnedRegion | undefined {
  const opened = [...urls].flatMap(([cell, addresses]) => {
    const owned = openOwned(addresses);
    return owned === undefined ? [] : [[cell, owned] as const];
  });
  const cells = new Map(opened);
  const first = cells.get(firstCell);
  if (first === undefined) return undefined;
  const missing = [...urls.keys()].find((cell) => !cells.has(cell));
  if (missing !== undefined) throw new SettingError(`CELL_DATABASE_OWNER_URLS does not name cell ${missing}.`);
  return { ...first, cells, owners: new Map(opened.map(([cell, { database }]) => [cell, database.pool])) };
}

/** Runs `work` with the region's database, which the environment must name. */
export function withRegion<T>(env: NodeJS.ProcessEnv, work: (region: OwnedRegion) => Promise<T>): Promise<T> {
  return withOwned(env, ({ region }) => {
    if (region === undefined) throw new SettingError("DATABASE_OWNER_URL is not set.");
    return work(region);
  });
}
