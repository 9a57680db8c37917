import type { Owners } from "../platform/cells.ts";
import type { Db } from "../platform/db.ts";
import { migrateSchema, type MigrateOptions, type Migration, StepError } from "../platform/migrate.ts";
import { isConnectionLost } from "../platform/outages.ts";
import type { OwnerPool } from "../platform/owner-pool.ts";
import { openRollout } from "./note-rollout.ts";
import { ownerIn } from "./owner-in.ts";
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
  /** Cells that did not answer, with how many schemas there were not brought to the newest step. */
  readonly away: ReadonlyMap<string, number>;
}

/**
 * Brings the schemas of a cohort to the newest step, cell by cell. Progress is each schema's own ledger, so that a run that was
 * killed goes on where it was; what failed is noted in the region until it succeeds. A cell that does not answer is left
 * out, and the others go on: that is not a failure of the step, and the next run does what is left.
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
  const away = new Map<string, number>();
  const isHalted = (): boolean => failed.length > options.maxFailures;
  const { percent, steps: history, now } = options;
  const notes = await openRollout(region, { all: targets.length, chosen, percent }, history, now);
  const figures = () => ({ changed, failed: failed.length, halted: isHalted() });
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !isHalted(); next = waiting.shift()) {
      const { schema, cell } = next;
      const leftOut = away.get(cell);
      if (leftOut !== undefined) {
        away.set(cell, leftOut + 1);
        continue;
      }
      try {
        const steps = await inCell(ownerIn(owners, cell), schema, options);
        if (failedBefore.has(schema)) await forgetFailure(region, schema);
        await notes.done(schema);
        if (steps.length === 0) continue;
        changed++;
        options.onChanged?.(schema);
      } catch (error) {
        if (error instanceof CellAway) {
          away.set(cell, (away.get(cell) ?? 0) + 1);
          continue;
        }
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
  return { all: targets.length, chosen, changed, failed, halted: isHalted(), away };
}

/** A cell does not answer. */
class CellAway extends Error {}

/** A connection that is lost says little, but one after the other that the cell is away. */
async function inCell(owner: OwnerPool, schema: string, options: MigrateTenantsOptions): Promise<string[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await migrateSchema(owner, schema, options.steps, { ...options, onlyExisting: true });
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      if (attempt > 1) throw new CellAway("", { cause: error });
    }
  }
}
