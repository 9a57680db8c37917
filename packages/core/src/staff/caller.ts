import { DomainError } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import type { PlatformCtx } from "../platform/context.ts";

/** A person's request to the control plane, signed in or not. */
export interface CallerCtx extends PlatformCtx<"control"> {
  /** Text of the session cookie, or null. */
  readonly sessionToken: string | null;
  /** The caller's address: attempts are counted by it. */
  readonly clientAddress: string;
}

/** Who is signed in. Throws `forbidden` for anybody else, the platform's own processes included. */
export function userOf(ctx: Pick<PlatformCtx, "actor">): Id<"usr"> {
  if ("userId" in ctx.actor) return ctx.actor.userId;
  throw new DomainError("forbidden", "auth.required");
}
