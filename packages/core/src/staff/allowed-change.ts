import { DomainError, notFound } from "../kernel/errors.ts";
import { mayGrant } from "../platform/roles.ts";
import type { PlatformTxCtx } from "../platform/verb.ts";
import { userOf } from "./caller.ts";
import { lockMembers, type Membership } from "./queries/members.ts";
import { decideChange } from "./rules/membership.ts";
import type { Role } from "./schemas.ts";

/** The member that the caller may change so, with the shop's members locked; throws why not otherwise. */
export async function allowedChange(
  ctx: PlatformTxCtx<"control">,
  tenantId: string,
  userId: string,
  next: Role | null,
): Promise<Membership> {
  const members = await lockMembers(ctx.db, tenantId);
  const actor = members.find((member) => member.userId === userOf(ctx));
  if (actor === undefined) throw notFound("tenant");
  const target = members.find((member) => member.userId === userId);
  if (target === undefined) throw notFound("member");
  const owners = members.filter((member) => member.role === "owner").length;
  const decision = decideChange({ actor, target, next, owners, mayGrant });
  if (decision.ok) return target;
  if (decision.reason === "last_owner") throw new DomainError("precondition", "staff.last_owner");
  throw new DomainError("forbidden", "staff.role_above_own", { role: next ?? target.role });
}
