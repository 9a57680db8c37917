import { DomainError } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import type { TenantCtx } from "../platform/context.ts";

/** A visitor's request to a shop, logged in or not. */
export interface VisitorCtx extends TenantCtx {
  /** The session token that came along, or null. */
  readonly customerToken: string | null;
  /** The visitor's address, by which attempts are counted; null when the shop's own server calls for many. */
  readonly clientAddress: string | null;
}

/** Who is logged in. Throws `forbidden` for a guest, and for the platform's own processes. */
export function customerOf({ actor }: Pick<TenantCtx, "actor">): Id<"cus"> {
  if (actor.kind === "shopper" && actor.customerId !== null) return actor.customerId;
  throw new DomainError("forbidden", "auth.customer_required");
}
