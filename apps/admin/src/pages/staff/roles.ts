import type { Membership } from "../../lib/session.ts";

export type Role = Membership["role"];

/** Highest first. */
const roles = ["owner", "admin", "editor", "support", "viewer", "translator"] as const satisfies readonly Role[];

/** Nobody gives a role above the own one. */
export function grantableRoles(own: Role): readonly Role[] {
  return roles.slice(roles.indexOf(own));
}
