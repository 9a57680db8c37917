import { DomainError, notFound } from "../kernel/errors.ts";
import type { PlatformTxCtx } from "../platform/verb.ts";
import { toSummary } from "./list-tenants.ts";
import { changeStatus, tenantsByIds } from "./queries/directory.ts";
import type { SuspensionReason, TenantStatus, TenantSummary } from "./schemas.ts";

/** Moves a tenant from one status to another; when it is there already, nothing changes. */
export async function moveTenant(
  ctx: PlatformTxCtx<"control">,
  tenantId: string,
  from: TenantStatus,
  to: TenantStatus,
  suspendedFor: SuspensionReason | null,
): Promise<TenantSummary> {
  const moved = await changeStatus(ctx.db, tenantId, from, to, suspendedFor, ctx.now());
  const tenant = moved ?? (await tenantsByIds(ctx.db, [tenantId])).get(tenantId);
  if (tenant === undefined) throw notFound("tenant");
  if (tenant.status !== to) throw new DomainError("precondition", "tenants.not_ready", { status: tenant.status });
  return toSummary(tenant);
}
