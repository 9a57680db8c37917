import type { Id } from "../kernel/ids.ts";
import { controlWrite, type PlatformTxCtx } from "../platform/verb.ts";
import { tenantsByIds } from "../tenants/index.ts";
import { claimHost, takeHostOver } from "./queries/owners.ts";
import { Claimed, ClaimDomain } from "./schemas.ts";

/** A region says that a tenant has proved a host: the first proof on the whole platform has it. Repeating is harmless. */
export const claimDomain = controlWrite(
  "domains.claim",
  {
    access: { service: true },
    input: ClaimDomain,
    output: Claimed,
    audit: ({ host, tenantId }, { owned }) => ({ subject: tenantId, details: { host, owned } }),
  },
  async (ctx, { host, tenantId }) => ({ owned: await claimed(ctx, host, tenantId) }),
);

async function claimed(ctx: PlatformTxCtx<"control">, host: string, tenantId: Id<"ten">): Promise<boolean> {
  const owner = await claimHost(ctx.db, host, tenantId, ctx.now());
  if (owner === tenantId) return true;
  // An erased shop gives nothing up by itself any more.
  const status = (await tenantsByIds(ctx.db, [owner])).get(owner)?.status ?? "erased";
  return status === "erased" && takeHostOver(ctx.db, host, owner, tenantId, ctx.now());
}
