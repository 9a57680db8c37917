import { DomainError } from "../kernel/errors.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import type { DirectoryTenant } from "./queries/directory.ts";
import { tenantsAfter } from "./queries/tenant-list.ts";
import { ListTenants, TenantPage, type TenantSummary } from "./schemas.ts";

const cursorName = "tenants.newest";

/** All tenants of all regions, newest first. */
export const listTenants = read(
  "tenants.list_tenants",
  { access: { operator: true }, input: ListTenants, output: TenantPage },
  async (ctx: PlatformCtx<"control">, { first, after, ...filter }) => {
    const keys = after === null ? null : decodeCursor(cursorName, ["string"], after);
    if (keys === undefined) throw new DomainError("invalid", "tenants.bad_cursor", { fields: ["after"] });
    const rows = await tenantsAfter(ctx.db, filter, keys === null ? null : keys[0], first + 1);
    return toPage(
      rows.map((row) => ({ ...toSummary(row), step: row.step, isBehind: row.isBehind })),
      first,
      (last) => encodeCursor(cursorName, [last.id]),
    );
  },
);

export function toSummary(tenant: DirectoryTenant): TenantSummary {
  return {
    id: tenant.id,
    slug: tenant.slug,
    name: tenant.name,
    region: tenant.region,
    cell: tenant.cell,
    status: tenant.status,
    defaultLocale: tenant.defaultLocale,
    defaultCurrency: tenant.defaultCurrency,
    createdAt: tenant.createdAt.toISOString(),
    plan: tenant.plan,
    closedAt: tenant.closedAt?.toISOString() ?? null,
    eraseAt: tenant.eraseAt?.toISOString() ?? null,
    hibernatedAt: tenant.hibernatedAt?.toISOString() ?? null,
  };
}
