import type { Actor } from "../platform/context.ts";
import type { Db } from "../platform/db.ts";
import { hashSecret } from "../platform/secrets.ts";
import { operatorOfSession } from "./queries/sessions.ts";

/** A session ends eight hours after logging in, used or not: a working day. */
export const operatorSessionSeconds = 8 * 3600;

/** The operator who holds the session with this token, or nobody. A session of a merchant's staff is none. */
export async function operatorActor(db: Db<"control">, token: string, now: Date): Promise<Actor> {
  const operatorId = await operatorOfSession(db, hashSecret(token), now);
  return operatorId === undefined ? { kind: "anonymous" } : { kind: "operator", operatorId };
}
