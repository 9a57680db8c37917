import { DomainError } from "../kernel/errors.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { roomLeft } from "../platform/limits.ts";
import type { PlatformTxCtx } from "../platform/verb.ts";
import { limitsOf, lockLimits, tenantsByIds } from "../tenants/index.ts";
import { countPending } from "./queries/invitations.ts";
import { countMembers } from "./queries/members.ts";

/** Members of the shop and open invitations: each takes one of the plan's seats. */
export async function usedSeats(ctx: Pick<PlatformCtx<"control">, "db" | "now">, tenantId: string): Promise<number> {
  return (await countMembers(ctx.db, tenantId)) + (await countPending(ctx.db, tenantId, ctx.now()));
}

/**
 * Throws `limit` unless the shop's plan has seats for so many more. The directory's row is locked until the
 * transaction ends: two who come at once cannot both take the last one.
 */
export async function assertSeat(ctx: PlatformTxCtx<"control">, tenantId: string, adding: number): Promise<void> {
  // Without a limit nobody waits for anybody.
  const known = (await tenantsByIds(ctx.db, [tenantId])).get(tenantId);
  if (known === undefined || (await limitsOf(ctx.db, known)).staff === null) return;
  const { staff: limit } = await lockLimits(ctx.db, tenantId);
  if (limit === null) return;
  const used = await usedSeats(ctx, tenantId);
  if (adding > (roomLeft(limit, used) ?? adding)) throw new DomainError("limit", "staff.limit", { limit, used });
}
