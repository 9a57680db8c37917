import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { migrateSchema } from "@meridian/core/platform/migrate";
import { controlMigrations, controlSchema, regionMigrations, regionSchema } from "@meridian/core/platform-schema";
import { tenantMigrations } from "@meridian/core/tenant-schema";
import { migrateTenants } from "@meridian/core/tenants";
import { print, type Run, UsageError } from "./command.ts";
import { type OwnedRegion, withOwned } from "./owned-databases.ts";

const workers = 4;

interface Rollout {
  readonly percent: number;
  readonly maxFailures: number;
  /** Schemas in a second, all workers together. */
  readonly perSecond: number;
}

function rolloutOf(args: readonly string[]): Rollout {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cohort: { type: "string", default: "100%" },
      "max-failures": { type: "string", default: "5" },
      "per-second": { type: "string", default: "50" },
    },
  });
  const percent = Number(/^(\d{1,3}(?:\.\d{1,2})?)%$/.exec(values.cohort)?.[1]);
  if (!(percent > 0 && percent <= 100)) throw new UsageError(`--cohort wants 1% or 100%, not “${values.cohort}”.`);
  const [maxFailures, perSecond] = [values["max-failures"], values["per-second"]].map((text) =>
    /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN,
  );
  if (maxFailures === undefined || Number.isNaN(maxFailures)) throw new UsageError("--max-failures wants a count.");
  if (perSecond === undefined || !(perSecond >= 1)) throw new UsageError("--per-second wants a count from 1.");
  return { percent, maxFailures, perSecond };
}

/**
 * Brings the databases that the environment names to the newest step, of the tenants' schemas those of the cohort.
 * Safe to run twice and to kill half-way.
 */
export const migrate: Run = (args, env) => {
  const rollout = rolloutOf(args);
  return withOwned(env, async ({ control, region }) => {
    if (control !== undefined) {
      const applied = await migrateSchema(control.database.pool, controlSchema, controlMigrations, control);
      print(`control: ${applied.length} steps applied`);
    }
    return region === undefined ? 0 : migrateRegion(region, rollout);
  });
};

async function migrateRegion({ database, appRole, owners }: OwnedRegion, rollout: Rollout): Promise<number> {
  const { percent, maxFailures, perSecond } = rollout;
  const applied = await migrateSchema(database.pool, regionSchema, regionMigrations, { appRole });
  print(`region: ${applied.length} steps applied`);
  const { all, chosen, changed, failed, halted, away } = await migrateTenants(
    owners,
    database.bind("region", regionSchema),
    {
      appRole,
      steps: tenantMigrations,
      percent,
      maxFailures,
      workers,
      pause: () => delay((1000 * workers) / perSecond),
      now: () => new Date(),
    },
  );
  const cohort = percent === 100 ? "" : `, ${chosen} of them in the cohort of ${percent} %`;
  print(`tenants: ${changed} of ${all} schemas changed${cohort}, ${failed.length} failed`);
  for (const line of failed) process.stderr.write(`${line}\n`);
  if (halted) process.stderr.write(`Halted: more than ${maxFailures} schemas failed; the others were not touched.\n`);
  for (const [cell, left] of away)
    process.stderr.write(`Cell ${cell} does not answer: ${left} schemas there were left out. Run migrate again.\n`);
  return failed.length === 0 && away.size === 0 ? 0 : 1;
}
