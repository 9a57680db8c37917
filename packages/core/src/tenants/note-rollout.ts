import type { Db } from "../platform/db.ts";
import type { Migration } from "../platform/migrate.ts";
import { newId } from "../platform/new-id.ts";
import {
  beginRollout,
  keepStep,
  knownSteps,
  noteRollout,
  type Rollout,
  type RolloutFigures,
} from "./queries/rollouts.ts";

/** Figures are written this often at most: a run visits thousands of schemas. */
const everyMillis = 2_000;

/** What a run of the migrator leaves in the region for those who watch it. */
export interface RolloutNotes {
  /** The schema stands at the newest step now. */
  done(schema: string): Promise<void>;
  /** The schema stands before this step. */
  stopped(schema: string, step: string): Promise<void>;
  /** How far the run is; written now and then. */
  far(figures: Pick<RolloutFigures, "changed" | "failed" | "halted">): Promise<void>;
  finish(figures: Pick<RolloutFigures, "changed" | "failed" | "halted">): Promise<void>;
}

export async function openRollout(
  region: Db<"region">,
  run: Pick<Rollout, "all" | "chosen" | "percent">,
  steps: readonly Migration[],
  now: () => Date,
): Promise<RolloutNotes> {
  const names = steps.map(({ name }) => name).toSorted();
  const known = await knownSteps(region);
  const id = newId("run");
  await beginRollout(region, id, run, now());
  let written = now().getTime();
  const keep = async (schema: string, step: string | undefined): Promise<void> => {
    if (step === undefined || known.get(schema) === step) return;
    await keepStep(region, schema, step, now());
  };
  return {
    done: (schema) => keep(schema, names.at(-1)),
    stopped: (schema, step) => keep(schema, names[names.indexOf(step) - 1]),
    far: async (figures) => {
      if (now().getTime() - written < everyMillis) return;
      written = now().getTime();
      await noteRollout(region, id, figures, false, now());
    },
    finish: (figures) => noteRollout(region, id, figures, true, now()),
  };
}

/** A spare schema that was just built stands at the newest step. */
export async function noteBuilt(
  region: Db<"region">,
  schema: string,
  steps: readonly Migration[],
  now: Date,
): Promise<void> {
  const newest = steps
    .map(({ name }) => name)
    .toSorted()
    .at(-1);
  if (newest !== undefined) await keepStep(region, schema, newest, now);
}
