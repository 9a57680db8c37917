import type { PlatformCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { memberOf, seatsOf } from "../staff/index.ts";
import { limitsOf, tenantsByIds } from "../tenants/index.ts";
import { Seats, UsageOf } from "./schemas.ts";
import { notFound } from "../kernel/errors.ts";

/** How many of the plan's seats the shop's staff takes, for any of its members. */
export const seats = read(
  "tenants.seats",
  { access: { user: true }, input: UsageOf, output: Seats },
  async (ctx: PlatformCtx<"control">, { tenantId }) => {
    await memberOf(ctx, tenantId);
    const tenant = (await tenantsByIds(ctx.db, [tenantId])).get(tenantId);
    if (tenant === undefined) throw notFound("tenant");
    return { used: await seatsOf(ctx, tenantId), limit: (await limitsOf(ctx.db, tenant)).staff };
  },
);
