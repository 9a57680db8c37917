import { setTimeout as delay } from "node:timers/promises";
import { tenantMigrations } from "@meridian/core/tenant-schema";
import { fillSpares } from "@meridian/core/tenants";
import { ownerOf, type Owners } from "@meridian/core/platform/cells";
import { appRoleOf, type RegionRuntime } from "../platform/region.ts";

/** Enough that signing up never waits for DDL, few enough that idle schemas cost little. */
const spares = 5;
const pauseMillis = 250;

/**
 * Keeps spare schemas ready in each cell; slowly, for DDL makes every other tenant's connections forget their plans. A
 * cell that is away keeps no other from getting its own.
 */
export async function keepSpares(runtime: RegionRuntime, owners: Owners): Promise<void> {
  const troubles: unknown[] = [];
  for (const cell of runtime.cells.names) {
    const owner = ownerOf(owners, cell);
    if (owner === undefined) continue;
    try {
      await fillSpares(owner, runtime.regionDb, spares, {
        cell,
        appRole: appRoleOf(runtime, cell),
        steps: tenantMigrations,
        now: runtime.now,
        pause: () => delay(pauseMillis),
        ...(runtime.settings.cellRoom === undefined ? {} : { room: runtime.settings.cellRoom }),
      });
    } catch (error) {
      troubles.push(error);
    }
  }
  if (troubles.length > 0) throw troubles[0];
}
