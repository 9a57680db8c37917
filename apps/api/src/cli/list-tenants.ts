import { parseArgs } from "node:util";
import { listTenants } from "@meridian/core/tenants";
import type { TenantSummary } from "@meridian/core/tenants/schemas";
import { asControl } from "./as-control.ts";
import { print, type Run, table, UsageError } from "./command.ts";

/** Lists the tenants of all regions or of one, newest first. */
export const listAllTenants: Run = async (args, env) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      region: { type: "string" },
      cell: { type: "string" },
      status: { type: "string" },
      plan: { type: "string" },
      search: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const { region, cell, status, plan, search: q } = values;
  const filter = listTenants.def.input.safeParse({ first: 100, region, cell, status, plan, q });
  if (!filter.success) throw new UsageError(`Not understood: --${String(filter.error.issues[0]?.path[0])}.`);
  const tenants = await asControl(env, async (ctx) => {
    const all: TenantSummary[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listTenants>> = await listTenants(ctx, { ...filter.data, after });
      all.push(...page.items);
      after = page.next;
    } while (after !== null);
    return all;
  });
  const rows = tenants.map((one) => [
    one.id,
    one.slug,
    one.region,
    one.cell ?? "-",
    one.status,
    one.plan,
    one.createdAt,
  ]);
  const head = ["id", "slug", "region", "cell", "status", "plan", "since"];
  print(values.json ? JSON.stringify(tenants, null, 2) : table([head, ...rows]));
  return 0;
};
