import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { toApiKey } from "./key-view.ts";
import { allKeys } from "./queries/keys.ts";
import { ApiKeys } from "./schemas.ts";

/** The shop's keys, newest first, revoked ones included. */
export const listKeys = read(
  "tenants.list_keys",
  { access: { staff: "keys.manage" }, input: nothing, output: ApiKeys },
  async (ctx: TenantCtx) => ({ items: (await allKeys(ctx.db)).map((key) => toApiKey(ctx, key)) }),
);
