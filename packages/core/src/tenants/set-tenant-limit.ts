import { notFound } from "../kernel/errors.ts";
import { controlWrite } from "../platform/verb.ts";
import { limitsOf } from "./limits-of.ts";
import { given, SetTenantLimit, TenantPlan } from "./plan-schemas.ts";
import { lockDirectoryTenant, putOnPlan } from "./queries/plans.ts";
import { agreeOn } from "./rules/agreed.ts";

/**
 * Agrees on one limit with one tenant, or lets the plan's hold again. The other limits stay as they are, whoever
 * changes them at the same time. The region is told by the next sweep; what is there already stays.
 */
export const setTenantLimit = controlWrite(
  "tenants.set_limit",
  {
    access: { operator: true },
    input: SetTenantLimit,
    output: TenantPlan,
    audit: ({ tenantId, limit, agreed, reason }) => ({
      subject: tenantId,
      details: agreed === null ? { limit, agreed: "as the plan" } : { limit, most: agreed.most, reason },
    }),
  },
  async (ctx, { tenantId, limit, agreed: amount, reason }) => {
    const tenant = await lockDirectoryTenant(ctx.db, tenantId);
    if (tenant === undefined) throw notFound("tenant");
    const { [limit]: _before, ...others } = given(tenant.overrides);
    const wanted = amount === null ? others : { ...others, [limit]: amount.most };
    const agreed = agreeOn(tenant, wanted, { reason, at: ctx.now(), anew: limit });
    if (!(await putOnPlan(ctx.db, tenantId, tenant.plan, agreed, ctx.now()))) throw notFound("tenant");
    const { overrides } = agreed;
    return { tenantId, plan: tenant.plan, overrides, limits: await limitsOf(ctx.db, { ...tenant, overrides }) };
  },
);
