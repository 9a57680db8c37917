import { notFound } from "../kernel/errors.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { restOf } from "./queries/hibernations.ts";
import { openedTenant } from "./queries/region-directory.ts";
import { stepOfSchema } from "./queries/rollouts.ts";
import { restState } from "./rules/rest.ts";
import { DescribedTenant, TenantRef } from "./schemas.ts";

/** Tells the control plane how a tenant stands in this region: ids, dates and the step of its schema. */
export const describeTenant = read(
  "tenants.describe",
  { access: { service: true }, input: TenantRef, output: DescribedTenant },
  async (ctx: PlatformCtx<"region">, { tenantId }) => {
    const tenant = await openedTenant(ctx.db, tenantId);
    if (tenant === undefined) throw notFound("tenant");
    const { status, schema, openedAt, awake, seenAt } = tenant;
    const rest = awake ? undefined : await restOf(ctx.db, tenantId);
    return {
      status,
      step: await stepOfSchema(ctx.db, schema),
      openedAt: openedAt.toISOString(),
      rest: restState(awake, rest?.state ?? null),
      seenAt: seenAt.toISOString(),
    };
  },
);
