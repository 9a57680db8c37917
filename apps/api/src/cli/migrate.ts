import { setTimeout as delay } from "node:timers/promises";
import { migrateSchema } from "@meridian/core/platform/migrate";
import { controlMigrations, controlSchema, regionMigrations, regionSchema } from "@meridian/core/platform-schema";
import { tenantMigrations } from "@meridian/core/tenant-schema";
import { allSchemas } from "@meridian/core/tenants";
import { print, type Run } from "./command.ts";
import { type OwnedDatabase, withOwned } from "./owned-databases.ts";

const workers = 4;
/** Each of the workers rests so long after a change: together they change at most 50 schemas in a second. */
const restMillis = (1000 * workers) / 50;

/** Brings the databases that the environment names to the newest step. Safe to run twice and to kill half-way. */
export const migrate: Run = (_args, env) =>
  withOwned(env, async ({ control, region }) => {
    if (control !== undefined) {
      const applied = await migrateSchema(control.database.pool, controlSchema, controlMigrations, control);
      print(`control: ${applied.length} steps applied`);
    }
    return region === undefined ? 0 : migrateRegion(region);
  });

async function migrateRegion(region: OwnedDatabase): Promise<number> {
  const { database } = region;
  const applied = await migrateSchema(database.pool, regionSchema, regionMigrations, region);
  print(`region: ${applied.length} steps applied`);
  const waiting = await allSchemas(database.bind("region", regionSchema));
  const total = waiting.length;
  let changed = 0;
  const failed: string[] = [];
  const work = async (): Promise<void> => {
    for (let schema = waiting.shift(); schema !== undefined; schema = waiting.shift()) {
      try {
        const steps = await migrateSchema(database.pool, schema, tenantMigrations, region);
        if (steps.length === 0) continue;
        changed++;
        await delay(restMillis);
      } catch (error) {
        // One schema's trouble does not keep the others back; the next run tries it again.
        failed.push(`${schema}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  print(`tenants: ${changed} of ${total} schemas changed, ${failed.length} failed`);
  for (const line of failed) process.stderr.write(`${line}\n`);
  return failed.length === 0 ? 0 : 1;
}
