import type { PlatformCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { Plans } from "./plan-schemas.ts";
import { allPlans } from "./queries/plans.ts";

/** The plans that shops can be on, the smallest first. */
export const listPlans = read(
  "tenants.list_plans",
  { access: { operator: true }, input: nothing, output: Plans },
  async (ctx: PlatformCtx<"control">) => ({ items: await allPlans(ctx.db) }),
);
