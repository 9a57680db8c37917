import { addSeconds } from "@meridian/core/kernel/time";
import type { Tenant } from "@meridian/core/platform/context";
import { type DueKind, dueTenants, settleDue } from "@meridian/core/platform/due";
import { isPassing } from "@meridian/core/platform/outages";
import { tenantById } from "@meridian/core/tenants";
import type { RegionRuntime } from "../platform/region.ts";
import { dueForSleeper } from "./sleeper.ts";

const atOnce = 50;
const retryAfterSeconds = 5;

/**
 * Visits the tenants for which work of this kind is due, the longest waiting first. `visit` answers when the tenant's
 * next work is due, or null. One tenant's trouble is its own: it is put off, and so are, untried, the others whose
 * database has just been found away, lest everybody waits until each of them has found out by itself.
 */
export async function eachDue(
  runtime: RegionRuntime,
  kind: DueKind,
  visit: (tenant: Tenant, now: Date) => Promise<Date | null>,
): Promise<void> {
  const now = runtime.now();
  const away = new Set<string>();
  const next = async (tenant: Tenant | undefined): Promise<Date | null> => {
    if (tenant === undefined) return null;
    if (!tenant.awake) return dueForSleeper(runtime, tenant, kind, now);
    const later = addSeconds(now, retryAfterSeconds);
    if (away.has(tenant.cell)) return later;
    try {
      return await visit(tenant, now);
    } catch (error) {
      if (isPassing(error)) away.add(tenant.cell);
      runtime.log.warn({ err: error, tenantId: tenant.id, kind }, "what is due for a shop is tried again");
      return later;
    }
  };
  for (const due of await dueTenants(runtime.regionDb, kind, now, atOnce)) {
    const tenant = await tenantById(runtime.regionDb, due.tenantId);
    await settleDue(runtime.regionDb, kind, due, await next(tenant), now);
  }
}
