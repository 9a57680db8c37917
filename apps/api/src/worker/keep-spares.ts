import { setTimeout as delay } from "node:timers/promises";
import { tenantMigrations } from "@meridian/core/tenant-schema";
import { fillSpares } from "@meridian/core/tenants";
import { ownerOf, type Owners } from "@meridian/core/platform/cells";
import { appRoleOf, type RegionRuntime } from "../platform/region.ts";

/** Enough that signing up never waits for DDL, few enough that idle schemas cost little. */
const spares = 5;
const pauseMillis = 250;

/** Keeps spare schemas ready in a cell; slowly, for DDL makes every other tenant's connections forget their plans. */
export async function keepSparesIn(runtime: RegionRuntime, owners: Owners, cell: string): Promise<void> {
  const owner = ownerOf(owners, cell);
  if (owner === undefined) return;
  await fillSpares(owner, runtime.regionDb, spares, {
    cell,
    appRole: appRoleOf(runtime, cell),
    steps: tenantMigrations,
    now: runtime.now,
    pause: () => delay(pauseMillis),
    ...(runtime.settings.cellRoom === undefined ? {} : { room: runtime.settings.cellRoom }),
  });
}

/** Fills each cell once, one after the other. */
export async function keepSpares(runtime: RegionRuntime, owners: Owners): Promise<void> {
  for (const cell of runtime.cells.names) await keepSparesIn(runtime, owners, cell);
}
