import { ownerOf, type Owners } from "../platform/cells.ts";
import type { Db } from "../platform/db.ts";
import { migrateSchema, type MigrateOptions, type Migration, StepError } from "../platform/migrate.ts";
import { openRollout } from "./note-rollout.ts";
import { forgetFailure, migrationFailures, noteFailure } from "./queries/migrations.ts";
import { migrationTargets } from "./queries/region-directory.ts";
import { inCohort } from "./rules/cohort.ts";

export interface MigrateTenantsOptions extends MigrateOptions {
  /** The history of a tenant's schema. */
  readonly steps: readonly Migration[];
  /** How many of all tenants, by the hash of their ids: 1, 10, 100. */
  readonly percent: number;
  /** More failures than this in one run stop it: what breaks here would break everywhere. */
  readonly maxFailures: number;
  /** Schemas that are changed at a time. */
  readonly workers: number;
  /** Waited for by a worker after each change: DDL without a pause slows every other tenant down. */
  readonly pause: () => Promise<void>;
  readonly now: () => Date;
  readonly onChanged?: (schema: string) => void;
}

export interface MigrationRun {
  /** Schemas of the region, and those of the cohort. */
  readonly all: number;
  readonly chosen: number;
  readonly changed: number;
  /** A sentence for each schema that stays behind. */
  readonly failed: readonly string[];
  /** Too many failures: the rest was not visited. */
  readonly halted: boolean;
}

/**
 * Brings the schemas of a cohort to the newest step, cell by cell. Progress is each schema's own ledger, so that a run that was
 * killed goes on where it was; what failed is noted in the region until it succeeds.
 */
export async function migrateTenants(
  owners: Owners,
  region: Db<"region">,
  options: MigrateTenantsOptions,
): Promise<MigrationRun> {
  const targets = await migrationTargets(region);
  const waiting = targets.filter(({ key }) => inCohort(key, options.percent));
  const chosen = waiting.length;
  const failedBefore = new Set((await migrationFailures(region)).map(({ schema }) => schema));
  const failed: string[] = [];
  let changed = 0;
  const isHalted = (): boolean => failed.length > options.maxFailures;
  const { percent, steps: history, now } = options;
  const notes = await openRollout(region, { all: targets.length, chosen, percent }, history, now);
  const figures = () => ({ changed, failed: failed.length, halted: isHalted() });
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !isHalted(); next = waiting.shift()) {
      const { schema, cell } = next;
      const owner = ownerOf(owners, cell);
      if (owner === undefined) throw new Error(`no settings say where cell ${cell} of this region is`);
      try {
        const steps = await migrateSchema(owner, schema, options.steps, { ...options, onlyExisting: true });
        if (failedBefore.has(schema)) await forgetFailure(region, schema);
        await notes.done(schema);
        if (steps.length === 0) continue;
        changed++;
        options.onChanged?.(schema);
      } catch (error) {
        if (!(error instanceof StepError)) throw error;
        failed.push(`${schema}: ${error.message}`);
        await noteFailure(region, { schema, step: error.step, code: error.code }, options.now());
        await notes.stopped(schema, error.step);
      }
      await notes.far(figures());
      await options.pause();
    }
  };
  await Promise.all(Array.from({ length: options.workers }, work));
  await notes.finish(figures());
  return { all: targets.length, chosen, changed, failed, halted: isHalted() };
}
