import { notFound } from "../kernel/errors.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { seatsOf } from "../staff/index.ts";
import { callRegion, limitReasonsOf, limitsOf, tenantsByIds } from "../tenants/index.ts";
import { TenantUsage, Usage, UsageOf } from "./schemas.ts";

/** A page waits for it: a region that takes longer counts as away. */
const patienceMillis = 2_000;

/**
 * A tenant's plan and use, for the operator: the region counts, and the control plane knows the staff. A region that
 * cannot be reached leaves `used` out.
 */
export const tenantUsage = read(
  "tenants.usage_of_tenant",
  { access: { operator: true }, input: UsageOf, output: TenantUsage },
  async (ctx: PlatformCtx<"control">, { tenantId }) => {
    const tenant = (await tenantsByIds(ctx.db, [tenantId])).get(tenantId);
    if (tenant === undefined) throw notFound("tenant");
    const { plan, overrides, region, status } = tenant;
    const isThere = status === "active" || status === "suspended";
    const counted = isThere
      ? await callRegion(ctx, region, { verb: "tenants.usage", output: Usage }, { tenantId }, patienceMillis).catch(
          (error: unknown) => {
            ctx.log.warn({ err: error, tenant: tenantId, region }, "a tenant's use could not be asked for");
            return null;
          },
        )
      : null;
    return {
      tenantId,
      plan,
      overrides,
      limits: await limitsOf(ctx.db, tenant),
      reasons: await limitReasonsOf(ctx.db, tenantId),
      planLimits: await limitsOf(ctx.db, { plan, overrides: {} }),
      used: counted?.used ?? null,
      staff: await seatsOf(ctx, tenantId),
    };
  },
);
