import { DomainError } from "../kernel/errors.ts";
import type { AnyCtx } from "./context.ts";

/**
 * A shop that the operator suspended, or that its owner closed, is left as it is: people may look and take their data
 * away, and nothing else. The platform itself goes on: what a payment provider tells of money must be recorded.
 *
 * @throws DomainError forbidden `tenant.suspended` or `tenant.closed`
 */
export function assertChangeable(ctx: AnyCtx, { whileClosed }: { readonly whileClosed?: true }): void {
  if (whileClosed === true || !("tenant" in ctx) || ctx.actor.kind === "service") return;
  assertOpen(ctx.tenant);
}

/** Throws unless the shop is open for its visitors. */
export function assertOpen({ status }: { readonly status: "active" | "suspended" | "closed" }): void {
  if (status !== "active") throw new DomainError("forbidden", `tenant.${status}`);
}
