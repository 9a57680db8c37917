import { notFound } from "../kernel/errors.ts";
import { effectiveLimits } from "../platform/limits.ts";
import { controlWrite } from "../platform/verb.ts";
import { given, SetTenantPlan, TenantPlan } from "./plan-schemas.ts";
import { lockDirectoryTenant, planByName, putOnPlan } from "./queries/plans.ts";
import { agreeOn } from "./rules/agreed.ts";

/**
 * Puts a tenant on a plan. The region is told by the next sweep. A smaller plan takes nothing away: what is there
 * stays, and only new things are refused.
 */
export const setTenantPlan = controlWrite(
  "tenants.set_plan",
  {
    access: { operator: true },
    input: SetTenantPlan,
    output: TenantPlan,
    audit: ({ tenantId, reason, overrides: changed }, { plan, overrides }) => ({
      subject: tenantId,
      details: { plan, ...given(overrides), ...(changed === undefined ? {} : { reason }) },
    }),
  },
  async (ctx, { tenantId, plan: name, overrides, reason }) => {
    const plan = await planByName(ctx.db, name);
    if (plan === undefined) throw notFound("plan");
    // Locked: a limit that is agreed on at the same time is not lost.
    const tenant = await lockDirectoryTenant(ctx.db, tenantId);
    if (tenant === undefined) throw notFound("tenant");
    const wanted = given(overrides ?? tenant.overrides);
    const agreed = agreeOn(tenant, wanted, { reason, at: ctx.now() });
    if (!(await putOnPlan(ctx.db, tenantId, name, agreed, ctx.now()))) throw notFound("tenant");
    return { tenantId, plan: name, overrides: wanted, limits: effectiveLimits(plan.limits, wanted) };
  },
);
