import type { PlatformCtx } from "../platform/context.ts";
import { callRegion, tenantsByIds } from "../tenants/index.ts";
import { nothing } from "../wire.ts";
import { markPushed, unpushedRevocations } from "./queries/revocations.ts";

const batch = 500;

/** Tells regions whose tokens are no longer good; one that cannot be reached is told by a later sweep. */
export async function pushRevocations(ctx: PlatformCtx<"control">): Promise<number> {
  const waiting = await unpushedRevocations(ctx.db, batch);
  const tenants = await tenantsByIds(
    ctx.db,
    waiting.map((revocation) => revocation.tenantId),
  );
  const byRegion = Map.groupBy(waiting, ({ tenantId }) => tenants.get(tenantId)?.region);
  let told = 0;
  for (const [region, revocations] of byRegion) {
    if (region === undefined) continue;
    try {
      await callRegion(
        ctx,
        region,
        { verb: "staff.revoke_tokens", output: nothing },
        {
          revocations: revocations.map(({ tenantId, userId, at }) => ({ tenantId, userId, at: at.getTime() })),
        },
      );
    } catch (error) {
      ctx.log.warn({ err: error, region, count: revocations.length }, "revocations not told");
      continue;
    }
    for (const revocation of revocations) await markPushed(ctx.db, revocation);
    told += revocations.length;
  }
  return told;
}
