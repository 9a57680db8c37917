import { tenantSealed } from "@meridian/core/tenant-schema";
import { askToWake, tenantById } from "@meridian/core/tenants";
import { retirePreviousKeys } from "@meridian/core/vault";
import { type RegionRuntime, serviceContext } from "../platform/region.ts";
import { workContext } from "./platform-work.ts";

/** Destroys the data keys of this region's shops that were replaced and have served their time. */
export async function retireKeys(runtime: RegionRuntime): Promise<void> {
  await retirePreviousKeys(workContext(runtime, "retire-keys"), async (ownerId) => {
    const tenant = await tenantById(runtime.regionDb, ownerId);
    if (tenant === undefined) return undefined;
    // Its packed secrets are sealed with the old key: it comes back first, and its turn is a later one.
    if (!tenant.awake) {
      await askToWake(runtime.regionDb, tenant.id, runtime.now());
      return undefined;
    }
    return { ownerId, db: serviceContext(runtime, tenant, "retire-keys").db, columns: tenantSealed };
  });
}
