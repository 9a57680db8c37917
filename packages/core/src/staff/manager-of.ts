import { DomainError, notFound } from "../kernel/errors.ts";
import { roleHas } from "../platform/roles.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { userOf } from "./caller.ts";
import { type Membership, membershipOf } from "./queries/members.ts";

/**
 * The caller's membership in a shop whose staff the caller may manage. A shop where the caller does not work is
 * not found, like one that does not exist.
 */
export async function managerOf(
  ctx: Pick<PlatformCtx<"control">, "actor" | "db">,
  tenantId: string,
): Promise<Membership> {
  const membership = await memberOf(ctx, tenantId);
  if (!roleHas(membership.role, "staff.manage"))
    throw new DomainError("forbidden", "auth.not_allowed", { action: "staff.manage" });
  return membership;
}

/** The caller's membership in a shop. */
export async function memberOf(
  ctx: Pick<PlatformCtx<"control">, "actor" | "db">,
  tenantId: string,
): Promise<Membership> {
  const membership = await membershipOf(ctx.db, userOf(ctx), tenantId);
  if (membership === undefined) throw notFound("tenant");
  return membership;
}
