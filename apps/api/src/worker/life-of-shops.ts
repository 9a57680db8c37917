import type { Owners } from "@meridian/core/platform/cells";
import type { Tenant } from "@meridian/core/platform/context";
import { regionTables } from "@meridian/core/platform-schema";
import { tenantTables } from "@meridian/core/tenant-schema";
import { appliedSteps, finishErasures, makeExports } from "@meridian/core/tenants";
import { type RegionRuntime, serviceContext } from "../platform/region.ts";
import { workContext } from "./platform-work.ts";

/** Makes the copies of shops that were asked for. */
export async function copyShops(runtime: RegionRuntime, owners: Owners): Promise<void> {
  const steps = (tenant: Tenant) => appliedSteps(serviceContext(runtime, tenant, "copy-shops").db);
  await makeExports(workContext(runtime, "copy-shops"), { owners, tables: tenantTables, steps });
}

/** Erases the shops whose time has come. */
export async function eraseShops(runtime: RegionRuntime, owners: Owners): Promise<void> {
  await finishErasures(workContext(runtime, "erase-shops"), { owners, tenantTables, regionTables });
}
