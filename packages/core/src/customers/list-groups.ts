import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { allGroups } from "./queries/groups.ts";
import { CustomerGroups } from "./schemas.ts";

/** All groups, with how many customers are in each. */
export const listGroups = read(
  "customers.list_groups",
  { access: { staff: "customers.read" }, input: nothing, output: CustomerGroups },
  async (ctx: TenantCtx) => ({ items: await allGroups(ctx.db) }),
);
