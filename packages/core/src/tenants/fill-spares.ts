import type { Db } from "../platform/db.ts";
import { createSchema, migrateSchema, type MigrateOptions, type Migration } from "../platform/migrate.ts";
import { newSecretId } from "../platform/new-id.ts";
import { adoptAbandonedSpare, beginSpare, countReadySpares, finishSpare } from "./queries/spares.ts";

/** Connections of the role that owns the database. */
export type OwnerPool = Parameters<typeof createSchema>[0];

export interface FillOptions extends MigrateOptions {
  /** The history of a tenant's schema. */
  readonly steps: readonly Migration[];
  readonly now: () => Date;
  /** Waited for between two schemas: DDL without a pause slows every other tenant down. */
  readonly pause?: () => Promise<void>;
}

/**
 * Builds schemas until `count` spares are ready, finishing interrupted builds first; answers how many it built.
 * A schema's name is random: nothing of it comes from a shop.
 */
export async function fillSpares(
  owner: OwnerPool,
  region: Db<"region">,
  count: number,
  options: FillOptions,
): Promise<number> {
  let built = 0;
  while ((await countReadySpares(region)) < count) {
    if (built > 0) await options.pause?.();
    await buildSpare(owner, region, options);
    built++;
  }
  return built;
}

async function buildSpare(owner: OwnerPool, region: Db<"region">, { steps, now, appRole }: FillOptions): Promise<void> {
  const abandoned = await adoptAbandonedSpare(region, now());
  if (abandoned !== undefined) {
    await migrateSchema(owner, abandoned, steps, { appRole });
    await finishSpare(region, abandoned);
    return;
  }
  const schema = newSecretId("t");
  await beginSpare(region, schema, now());
  await createSchema(owner, schema, steps, { appRole });
  await finishSpare(region, schema);
}
