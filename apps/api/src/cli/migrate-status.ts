import type { Db } from "@meridian/core/platform/db";
import type { Migration } from "@meridian/core/platform/migrate";
import { controlMigrations, controlSchema, regionMigrations, regionSchema } from "@meridian/core/platform-schema";
import { tenantMigrations } from "@meridian/core/tenant-schema";
import { appliedSteps, migrationFailures, migrationTargets } from "@meridian/core/tenants";
import { print, type Run, table } from "./command.ts";
import { type OwnedDatabase, type OwnedRegion, withOwned } from "./owned-databases.ts";

/** Says how many schemas stand at which step; the exit code is 1 while any has steps before it. */
export const migrateStatus: Run = (_args, env) =>
  withOwned(env, async ({ control, region }) => {
    const rows: Row[] = [];
    if (control !== undefined) {
      rows.push(...(await count("control", [control.database.bind("control", controlSchema)], controlMigrations)));
    }
    if (region !== undefined) rows.push(...(await regionRows(region)));
    print(table([["what", "newest step", "missing", "schemas"], ...rows.map(({ cells }) => cells)]));
    if (region !== undefined) await printFailures(region);
    return rows.some(({ missing }) => missing > 0) ? 1 : 0;
  });

interface Row {
  readonly cells: readonly string[];
  readonly missing: number;
}

async function regionRows({ database, cells }: OwnedRegion): Promise<Row[]> {
  const regionDb = database.bind("region", regionSchema);
  const own = await count("region", [regionDb], regionMigrations);
  // Without the directory nobody knows of any tenant.
  if ((await appliedSteps(regionDb)).length === 0) return own;
  const byCell = Map.groupBy(await migrationTargets(regionDb), ({ cell }) => cell);
  const tenants: Db[] = [];
  const away: Row[] = [];
  for (const [cell, targets] of byCell) {
    const owned = cells.get(cell);
    if (owned === undefined) throw new Error(`CELL_DATABASE_OWNER_URLS does not name cell ${cell}.`);
    if (await answers(owned)) tenants.push(...targets.map(({ schema }) => owned.database.bind("tenant", schema)));
    else away.push({ cells: [`cell ${cell}`, "does not answer", "?", String(targets.length)], missing: 1 });
  }
  return [...own, ...(await count("tenants", tenants, tenantMigrations)), ...away];
}

const answers = ({ database }: OwnedDatabase): Promise<boolean> =>
  database.ping().then(
    () => true,
    () => false,
  );

/** Which schemas the last run left behind, at which step and why. */
async function printFailures({ database }: OwnedDatabase): Promise<void> {
  const regionDb = database.bind("region", regionSchema);
  if ((await appliedSteps(regionDb)).length < regionMigrations.length) return;
  const failures = await migrationFailures(regionDb);
  if (failures.length === 0) return;
  const rows = failures.map(({ schema, step, code, attempts, failedAt }) => {
    return [schema, step, code, String(attempts), failedAt.toISOString()];
  });
  print(`\n${table([["failed", "at step", "with", "times", "last"], ...rows])}`);
}

async function count(what: string, schemas: readonly Db[], steps: readonly Migration[]): Promise<Row[]> {
  const groups = new Map<string, number>();
  for (const db of schemas) {
    const applied = new Set(await appliedSteps(db));
    const newest = [...applied].at(-1) ?? "none";
    const key = JSON.stringify([newest, steps.filter((step) => !applied.has(step.name)).length]);
    groups.set(key, (groups.get(key) ?? 0) + 1);
  }
  return [...groups].map(([key, schemasThere]) => {
    const [newest, missing] = JSON.parse(key) as [string, number];
    return { cells: [what, newest, String(missing), String(schemasThere)], missing };
  });
}
