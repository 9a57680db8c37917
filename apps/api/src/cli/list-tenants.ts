import { parseArgs } from "node:util";
import { listTenants } from "@meridian/core/tenants";
import type { TenantSummary } from "@meridian/core/tenants/schemas";
import { asControl } from "./as-control.ts";
import { print, type Run, table } from "./command.ts";

/** Lists the tenants of all regions, newest first. */
export const listAllTenants: Run = async (args, env) => {
  const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean", default: false } } });
  const tenants = await asControl(env, async (ctx) => {
    const all: TenantSummary[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listTenants>> = await listTenants(ctx, {
        first: 100,
        after,
        status: null,
      });
      all.push(...page.items);
      after = page.next;
    } while (after !== null);
    return all;
  });
  const rows = tenants.map(({ id, slug, region, status, createdAt }) => [id, slug, region, status, createdAt]);
  print(values.json ? JSON.stringify(tenants, null, 2) : table([["id", "slug", "region", "status", "since"], ...rows]));
  return 0;
};
