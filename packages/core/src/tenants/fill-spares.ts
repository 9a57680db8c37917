import { firstCell } from "../platform/cells.ts";
import type { Db } from "../platform/db.ts";
import { createSchema, migrateSchema, type MigrateOptions, type Migration } from "../platform/migrate.ts";
import { newSecretId } from "../platform/new-id.ts";
import { noteBuilt } from "./note-rollout.ts";
import { cellLoads } from "./queries/cells.ts";
import { adoptAbandonedSpare, beginSpare, countReadySpares, finishSpare } from "./queries/spares.ts";
import { type CellRoom, sparesFor, usualRoom } from "./rules/placement.ts";

/** Connections of the role that owns the database. */
export type OwnerPool = Parameters<typeof createSchema>[0];

export interface FillOptions extends MigrateOptions {
  /** The history of a tenant's schema. */
  readonly steps: readonly Migration[];
  readonly now: () => Date;
  /** The cell that the schemas are for, whose database `owner` reaches; left out, the first. */
  readonly cell?: string;
  /** How many shops a cell can have: none is built beyond. */
  readonly room?: CellRoom;
  /** Waited for between two schemas: DDL without a pause slows every other tenant down. */
  readonly pause?: () => Promise<void>;
}

/**
 * Builds schemas in a cell until `count` spares are ready there, finishing interrupted builds first; answers how many it built.
 * A schema's name is random: nothing of it comes from a shop.
 */
export async function fillSpares(
  owner: OwnerPool,
  region: Db<"region">,
  count: number,
  options: FillOptions,
): Promise<number> {
  const { cell = firstCell, room = usualRoom } = options;
  // The usual case, asked every few seconds.
  if ((await countReadySpares(region, cell)) >= count) return 0;
  const [load] = await cellLoads(region, [cell]);
  const wanted = load === undefined ? 0 : sparesFor(load, count, room);
  let built = 0;
  while ((await countReadySpares(region, cell)) < wanted) {
    if (built > 0) await options.pause?.();
    await buildSpare(owner, region, cell, options);
    built++;
  }
  return built;
}

async function buildSpare(
  owner: OwnerPool,
  region: Db<"region">,
  cell: string,
  { steps, now, appRole }: FillOptions,
): Promise<void> {
  const abandoned = await adoptAbandonedSpare(region, cell, now());
  if (abandoned !== undefined) {
    await migrateSchema(owner, abandoned, steps, { appRole });
    await noteBuilt(region, abandoned, steps, now());
    await finishSpare(region, abandoned);
    return;
  }
  const schema = newSecretId("t");
  await beginSpare(region, { cell, schema }, now());
  await createSchema(owner, schema, steps, { appRole });
  await noteBuilt(region, schema, steps, now());
  await finishSpare(region, schema);
}
