import type { TenantCtx } from "../platform/context.ts";
import { applyKey } from "./queries/region-directory.ts";
import { keysByIds } from "./queries/keys.ts";

/** Copies the keys' current state into the region's directory, where requests are let in by it. */
export async function pushKeys(ctx: TenantCtx, keyIds: readonly string[]): Promise<void> {
  for (const key of await keysByIds(ctx.db, keyIds)) {
    await applyKey(ctx.regionDb, { ...key, tenantId: ctx.tenant.id });
  }
}
