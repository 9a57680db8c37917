import { notFound } from "../kernel/errors.ts";
import type { Db, Tx } from "../platform/db.ts";
import { effectiveLimits, type Limits } from "../platform/limits.ts";
import { lockDirectoryTenant, planByName } from "./queries/plans.ts";

/** What a plan with its overrides allows. */
export async function limitsOf(
  db: Db<"control">,
  tenant: { readonly plan: string; readonly overrides: Partial<Limits> },
): Promise<Limits> {
  return effectiveLimits((await planByName(db, tenant.plan))?.limits ?? {}, tenant.overrides);
}

/** A tenant's limits, with its row locked: who counts against them waits for whoever does so at the same time. */
export async function lockLimits(tx: Tx<"control">, tenantId: string): Promise<Limits> {
  const tenant = await lockDirectoryTenant(tx, tenantId);
  if (tenant === undefined) throw notFound("tenant");
  return limitsOf(tx, tenant);
}
