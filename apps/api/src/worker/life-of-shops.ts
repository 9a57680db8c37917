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
  answers: (cell) => runtime.cells.answers(cell),
});

/** Packs one shop away that is to rest, or tidies up after one that is back, given a cell one of its; counts those that rest. */
export async function packShops(runtime: RegionRuntime, owners: Owners, cell?: string): Promise<void> {
  await hibernateShops(workContext(runtime, "pack-shops"), restingOf(runtime, owners), cell);
  const figures = await restFigures(runtime.regionDb);
  for (const state of ["falling", "asleep", "waking"] as const) resting.set({ state }, figures.get(state) ?? 0);
}

/** Brings back the shops that somebody waits for, given a cell those that it had. */
export async function unpackShops(runtime: RegionRuntime, owners: Owners, cell?: string): Promise<void> {
  await wakeShops(workContext(runtime, "unpack-shops"), restingOf(runtime, owners), cell);
}

/** Makes the copies of shops that were asked for, given a cell those of its shops. */
export async function copyShops(runtime: RegionRuntime, owners: Owners, cell?: string): Promise<void> {
  const steps = (tenant: Tenant) => appliedSteps(serviceContext(runtime, tenant, "copy-shops").db);
  await makeExports(workContext(runtime, "copy-shops"), { owners, tables: tenantTables, steps }, cell);
}

/** Erases the shops whose time has come, given a cell its own. */
export async function eraseShops(runtime: RegionRuntime, owners: Owners, cell?: string): Promise<void> {
  await finishErasures(workContext(runtime, "erase-shops"), { owners, tenantTables, regionTables }, cell);
}
