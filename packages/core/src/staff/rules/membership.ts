/**
 * Who may change whose role. Nobody gives or takes a role above the own one, and a shop always keeps an owner.
 */
import type { Role } from "../schemas.ts";

export interface MembershipChange {
  readonly actor: { readonly userId: string; readonly role: Role };
  readonly target: { readonly userId: string; readonly role: Role };
  /** The new role, or null to remove the member. */
  readonly next: Role | null;
  /** How many owners the shop has now. */
  readonly owners: number;
  /** Whether somebody with the first role may give or take the second. */
  readonly mayGrant: (own: Role, other: Role) => boolean;
}

export type ChangeDecision =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: "above_own" | "last_owner" };

export function decideChange({ actor, target, next, owners, mayGrant }: MembershipChange): ChangeDecision {
  const leaves = next === null && actor.userId === target.userId;
  const granted = mayGrant(actor.role, target.role) && (next === null || mayGrant(actor.role, next));
  if (!leaves && !granted) return { ok: false, reason: "above_own" };
  if (target.role === "owner" && next !== "owner" && owners <= 1) {
    return { ok: false, reason: "last_owner" };
  }
  return { ok: true };
}
