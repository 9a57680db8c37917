import type { PlatformTxCtx } from "../platform/verb.ts";
import { membershipsOf } from "./queries/members.ts";
import { insertRevocations } from "./queries/revocations.ts";

/** Ends the region tokens that a person holds for all shops, or for one. The regions hear of it by the next sweep. */
export async function revokeTokensOf(
  ctx: PlatformTxCtx<"control">,
  userId: string,
  tenantId: string | null,
): Promise<void> {
  const tenantIds =
    tenantId === null ? (await membershipsOf(ctx.db, userId)).map((membership) => membership.tenantId) : [tenantId];
  await insertRevocations(ctx.db, userId, tenantIds, ctx.now());
}
