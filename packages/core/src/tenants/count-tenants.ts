import type { PlatformCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { tenantGroups } from "./queries/tenant-list.ts";
import { countFacets } from "./rules/tenant-facets.ts";
import { CountTenants, TenantCounts } from "./schemas.ts";

/** How many tenants each choice of the list's filters would leave. */
export const countTenants = read(
  "tenants.count_tenants",
  { access: { operator: true }, input: CountTenants, output: TenantCounts },
  async (ctx: PlatformCtx<"control">, filter) => countFacets(await tenantGroups(ctx.db, filter.q), filter),
);
