import { parseArgs } from "node:util";
import { getTenant, listTenants } from "@meridian/core/tenants";
import type { TenantDetail } from "@meridian/core/tenants/schemas";
import { asControl } from "./as-control.ts";
import { print, type Run, table, UsageError } from "./command.ts";

/** Shows one tenant, by its id or slug; the exit code is 1 when there is none. */
export const showTenant: Run = async (args, env) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: "boolean", default: false } },
  });
  const [text] = positionals;
  if (text === undefined || positionals.length > 1) throw new UsageError("One tenant is wanted: its id or its slug.");
  const tenant = await asControl(env, async (ctx) => {
    const filter = listTenants.def.input.safeParse({ q: text });
    if (!filter.success) throw new UsageError("One tenant is wanted: its id or its slug.");
    const { items } = await listTenants(ctx, filter.data);
    const found = items.find(({ id, slug }) => id === text || slug === text);
    return found === undefined ? undefined : getTenant(ctx, { tenantId: found.id });
  });
  if (tenant === undefined) throw new Error(`There is no tenant “${text}”.`);
  print(values.json ? JSON.stringify(tenant, null, 2) : shown(tenant));
  return 0;
};

function shown(tenant: TenantDetail): string {
  const { suspension, home, told, attempts } = tenant;
  return table([
    ["id", tenant.id],
    ["slug", tenant.slug],
    ["name", tenant.name],
    ["region", tenant.cell === null ? tenant.region : `${tenant.region}, cell ${tenant.cell}`],
    [
      "status",
      suspension === null ? tenant.status : `${tenant.status} (${suspension.reason}) since ${suspension.since}`,
    ],
    ["plan", tenant.plan],
    ["since", tenant.createdAt],
    ["closed", tenant.closedAt ?? "no"],
    ["region told", told ? "yes" : `not yet, ${attempts} tries`],
    ["there", home === null ? "no answer" : `${home.status}, ${home.rest}, open since ${home.openedAt}`],
    ["last visited", home?.seenAt ?? "unknown"],
    ["packed away", tenant.hibernatedAt ?? "no"],
    ["schema at", home?.step ?? "unknown"],
  ]);
}
