import { usage } from "@meridian/core/billing";
import { notFound } from "@meridian/core/kernel/errors";
import type { PlatformCtx } from "@meridian/core/platform/context";
import { named, type Verb } from "@meridian/core/platform/verb";
import { tenantById } from "@meridian/core/tenants";
import { UsageOf } from "@meridian/core/tenants/schemas";
import { type RegionRuntime, tenantContext } from "./region.ts";

/** What the control plane asks of one of the region's tenants. */
export function tenantVerbs(runtime: RegionRuntime): readonly Verb<PlatformCtx<"region">>[] {
  const def = { access: { service: true }, input: UsageOf, output: usage.def.output } as const;
  return [
    named(usage.verb, "read", def, async (ctx: PlatformCtx<"region">, { tenantId }) => {
      const tenant = await tenantById(ctx.db, tenantId);
      if (tenant === undefined) throw notFound("tenant");
      return usage(tenantContext(runtime, tenant, ctx.actor, ctx), {});
    }),
  ];
}
