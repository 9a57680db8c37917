import { tenantById } from "@meridian/core/tenants";
import { dueTenants, settleDue } from "@meridian/core/platform/due";
import type { Sweep } from "@meridian/core/platform/sweeps";
import { type RegionRuntime, serviceContext } from "../platform/region.ts";
import { dueForSleeper } from "./sleeper.ts";

const retryAfterMillis = 5_000;

/** Runs one kind of sweep for each tenant that it is due for; one tenant's trouble is not another's. */
export async function sweepDue(runtime: RegionRuntime, sweep: Sweep): Promise<void> {
  const now = runtime.now();
  for (const due of await dueTenants(runtime.regionDb, sweep.kind, now, 50)) {
    const tenant = await tenantById(runtime.regionDb, due.tenantId);
    let next: Date | null = null;
    if (tenant?.awake === false) next = await dueForSleeper(runtime, tenant, sweep.kind, now);
    else if (tenant !== undefined) {
      const ctx = serviceContext(runtime, tenant, `sweep.${sweep.kind}`);
      try {
        next = await sweep.sweep(ctx);
      } catch (error) {
        ctx.log.warn({ err: error }, "a sweep failed and is tried again");
        next = new Date(now.getTime() + retryAfterMillis);
      }
    }
    await settleDue(runtime.regionDb, sweep.kind, due, next, now);
  }
}
