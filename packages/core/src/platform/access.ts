import { DomainError, notFound } from "../kernel/errors.ts";
import type { Actor } from "./context.ts";

/** What staff may do, in words a merchant understands. Roles are sets of these. */
export const capabilities = [
  "shop.read",
  "shop.manage",
  "staff.manage",
  "keys.manage",
  "catalog.read",
  "catalog.write",
  "catalog.translate",
  "markets.write",
  "orders.read",
  "orders.write",
  "orders.refund",
  "customers.read",
  "customers.write",
  "customers.erase",
  "privacy.read",
  "audit.read",
] as const;
export type Capability = (typeof capabilities)[number];

const reading: readonly Capability[] = ["shop.read", "catalog.read", "orders.read", "customers.read"];

/** Highest first: nobody may grant a role above the own one. */
export const roles = ["owner", "admin", "editor", "support", "viewer", "translator"] as const;
export type Role = (typeof roles)[number];

const grants: Readonly<Record<Role, readonly Capability[]>> = {
  owner: capabilities,
  admin: capabilities,
  editor: [...reading, "catalog.write", "catalog.translate", "markets.write"],
  support: [...reading, "orders.write", "orders.refund", "customers.write", "privacy.read"],
  viewer: reading,
  translator: ["shop.read", "catalog.read", "catalog.translate"],
};

export function roleHas(role: Role, capability: Capability): boolean {
  return grants[role].includes(capability);
}

export function capabilitiesOf(role: Role): readonly Capability[] {
  return grants[role];
}

/** Whether a member with role `own` may give or take `other`. */
export function mayGrant(own: Role, other: Role): boolean {
  return roles.indexOf(own) <= roles.indexOf(other) && roleHas(own, "staff.manage");
}

/**
 * Who may call a verb. Every verb declares it; there is no default.
 * - `staff`: a member of the tenant whose role has the capability, or the tenant's secret key
 *   (secret keys never manage staff or keys).
 * - `shopper`: whoever holds a publishable or secret key of the tenant.
 * - `customer`: a shopper who is logged in to the shop.
 * - `user`: a signed-in person, before any tenant is chosen.
 * - `operator`: an operator of the platform, who is nobody's staff. - `service`: another process of the platform or a job.
 * - `anyone`: nobody needs to be signed in.
 */
export type Access =
  | { readonly staff: Capability }
  | { readonly shopper: true }
  | { readonly customer: true }
  | { readonly user: true }
  | { readonly operator: true }
  | { readonly service: true }
  | { readonly anyone: true };

const notForKeys: readonly Capability[] = ["staff.manage", "keys.manage"];

function allowed(actor: Actor, access: Access): boolean {
  if (actor.kind === "service") return true;
  if ("anyone" in access) return true;
  if ("staff" in access) {
    if (actor.kind === "staff") return roleHas(actor.role, access.staff);
    return actor.kind === "secret_key" && !notForKeys.includes(access.staff);
  }
  if ("shopper" in access) return actor.kind === "shopper" || actor.kind === "secret_key";
  if ("customer" in access) return actor.kind === "shopper" && actor.customerId !== null;
  if ("user" in access) return actor.kind === "user";
  if ("operator" in access) return actor.kind === "operator";
  return false;
}

/** Throws when the actor may not call the verb. Nobody signed in is told so; anyone else is refused. */
export function authorize(actor: Actor, access: Access, verb: string): void {
  if (allowed(actor, access)) return;
  if (actor.kind === "anonymous") throw new DomainError("forbidden", "auth.required");
  if ("customer" in access && (actor.kind === "shopper" || actor.kind === "secret_key"))
    throw new DomainError("forbidden", "auth.customer_required");
  if ("operator" in access || "service" in access) throw notFound("procedure");
  throw new DomainError("forbidden", "auth.not_allowed", { action: verb });
}
