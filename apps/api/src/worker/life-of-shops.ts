import type { Owners } from "@meridian/core/platform/cells";
import type { Tenant } from "@meridian/core/platform/context";
import { regionTables } from "@meridian/core/platform-schema";
import { gauge } from "@meridian/core/platform/observe";
import { tenantMigrations, tenantTables } from "@meridian/core/tenant-schema";
import {
  appliedSteps,
  finishErasures,
  hibernateShops,
  makeExports,
  type Resting,
  restFigures,
  wakeShops,
} from "@meridian/core/tenants";
import { appRoleOf, type RegionRuntime, serviceContext } from "../platform/region.ts";
import { workContext } from "./platform-work.ts";

const resting = gauge("meridian_shops_resting", "Shops that are packed away, or on their way there or back.", [
  "state",
]);

const restingOf = (runtime: RegionRuntime, owners: Owners): Resting => ({
  owners,
  tables: tenantTables,
  steps: tenantMigrations,
  appRole: (cell) => appRoleOf(runtime, cell),
});

/** Packs one shop away that is to rest, or tidies up after one that is back; and counts those that rest. */
export async function packShops(runtime: RegionRuntime, owners: Owners): Promise<void> {
  await hibernateShops(workContext(runtime, "pack-shops"), restingOf(runtime, owners));
  const figures = await restFigures(runtime.regionDb);
  for (const state of ["falling", "asleep", "waking"] as const) resting.set({ state }, figures.get(state) ?? 0);
}

/** Brings back the shops that somebody waits for. */
export async function unpackShops(runtime: RegionRuntime, owners: Owners): Promise<void> {
  await wakeShops(workContext(runtime, "unpack-shops"), restingOf(runtime, owners));
}

/** Makes the copies of shops that were asked for. */
export async function copyShops(runtime: RegionRuntime, owners: Owners): Promise<void> {
  const steps = (tenant: Tenant) => appliedSteps(serviceContext(runtime, tenant, "copy-shops").db);
  await makeExports(workContext(runtime, "copy-shops"), { owners, tables: tenantTables, steps });
}

/** Erases the shops whose time has come. */
export async function eraseShops(runtime: RegionRuntime, owners: Owners): Promise<void> {
  await finishErasures(workContext(runtime, "erase-shops"), { owners, tenantTables, regionTables });
}
