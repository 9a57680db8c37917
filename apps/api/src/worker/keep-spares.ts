import { setTimeout as delay } from "node:timers/promises";
import { tenantMigrations } from "@meridian/core/tenant-schema";
import { fillSpares } from "@meridian/core/tenants";
import type { OwnerPool } from "@meridian/core/platform/db";
import type { RegionRuntime } from "../platform/region.ts";

/** Enough that signing up never waits for DDL, few enough that idle schemas cost little. */
const spares = 5;
const pauseMillis = 250;

/** Keeps spare schemas ready; slowly, for DDL makes every other tenant's connections forget their plans. */
export async function keepSpares(runtime: RegionRuntime, owner: OwnerPool): Promise<void> {
  await fillSpares(owner, runtime.regionDb, spares, {
    appRole: appRoleOf(runtime),
    steps: tenantMigrations,
    now: runtime.now,
    pause: () => delay(pauseMillis),
  });
}

function appRoleOf(runtime: RegionRuntime): string {
  return runtime.database.pool.options.user ?? new URL(runtime.database.pool.options.connectionString ?? "").username;
}
