import { notFound } from "../kernel/errors.ts";
import { effectiveLimits } from "../platform/limits.ts";
import { controlWrite } from "../platform/verb.ts";
import { given, SetTenantPlan, TenantPlan } from "./plan-schemas.ts";
import { tenantsByIds } from "./queries/directory.ts";
import { planByName, putOnPlan } from "./queries/plans.ts";

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
    audit: ({ tenantId }, { plan, overrides }) => ({ subject: tenantId, details: { plan, ...given(overrides) } }),
  },
  async (ctx, { tenantId, plan: name, overrides }) => {
    const plan = await planByName(ctx.db, name);
    if (plan === undefined) throw notFound("plan");
    const tenant = (await tenantsByIds(ctx.db, [tenantId])).get(tenantId);
    const agreed = given(overrides ?? tenant?.overrides ?? {});
    if (!(await putOnPlan(ctx.db, tenantId, name, agreed, ctx.now()))) throw notFound("tenant");
    return { tenantId, plan: name, overrides: agreed, limits: effectiveLimits(plan.limits, agreed) };
  },
);
