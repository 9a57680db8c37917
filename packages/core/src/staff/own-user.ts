import { DomainError } from "../kernel/errors.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { userOf } from "./caller.ts";
import { type User, userById } from "./queries/users.ts";

/** The account of whoever is signed in. */
export async function ownUser(ctx: Pick<PlatformCtx<"control">, "actor" | "db">): Promise<User> {
  const user = await userById(ctx.db, userOf(ctx));
  if (user === undefined) throw new DomainError("forbidden", "auth.required");
  return user;
}
