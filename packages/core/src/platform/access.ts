import { DomainError, notFound } from "../kernel/errors.ts";
import type { Actor } from "./context.ts";
import { type Capability, roleHas } from "./roles.ts";

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
