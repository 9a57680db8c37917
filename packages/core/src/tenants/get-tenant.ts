import { notFound } from "../kernel/errors.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { callRegion } from "./adapters/region-client.ts";
import { toSummary } from "./list-tenants.ts";
import { type DirectoryTenant, tenantsByIds } from "./queries/directory.ts";
import { lastHeard } from "./queries/tenant-steps.ts";
import { DescribedTenant, TenantDetail, TenantRef } from "./schemas.ts";

/** A page waits for it: a region that takes longer counts as away. */
const patienceMillis = 2_000;

/** One tenant as an operator sees it. What its region knows is left out when the region does not answer at once. */
export const getTenant = read(
  "tenants.get_tenant",
  { access: { operator: true }, input: TenantRef, output: TenantDetail },
  async (ctx: PlatformCtx<"control">, { tenantId }) => {
    const tenant = (await tenantsByIds(ctx.db, [tenantId])).get(tenantId);
    if (tenant === undefined) throw notFound("tenant");
    const { suspendedFor, suspendedAt, version, pushedVersion, attempts } = tenant;
    return {
      ...toSummary(tenant),
      suspension:
        suspendedFor === null || suspendedAt === null
          ? null
          : { reason: suspendedFor, since: suspendedAt.toISOString() },
      told: pushedVersion === version,
      attempts,
      home: tenant.status === "provisioning" ? null : await atHome(ctx, tenant),
      heardAt: (await lastHeard(ctx.db, tenant.region))?.toISOString() ?? null,
    };
  },
);

async function atHome(ctx: PlatformCtx<"control">, { id, region }: DirectoryTenant): Promise<DescribedTenant | null> {
  const remote = { verb: "tenants.describe", output: DescribedTenant };
  try {
    return await callRegion(ctx, region, remote, { tenantId: id }, patienceMillis);
  } catch (error) {
    ctx.log.warn({ err: error, region, tenant: id }, "a region did not describe a tenant");
    return null;
  }
}
