import { addSeconds } from "../kernel/time.ts";
import type { Actor } from "../platform/context.ts";
import type { Db } from "../platform/db.ts";
import { hashSecret } from "../platform/secrets.ts";
import { extendSession, findSession } from "./queries/sessions.ts";

/** A session ends 14 days after its last use. */
export const sessionSeconds = 14 * 24 * 3600;
/** Used again within a day, its row is not written anew. */
const extendAfterSeconds = 24 * 3600;

/** Who holds the session with this token: a person, or nobody. */
export async function sessionActor(db: Db<"control">, token: string, now: Date): Promise<Actor> {
  const hash = hashSecret(token);
  const session = await findSession(db, hash, now);
  if (session === undefined) return { kind: "anonymous" };
  const until = addSeconds(now, sessionSeconds);
  if (until.getTime() - session.expiresAt.getTime() > extendAfterSeconds * 1000) await extendSession(db, hash, until);
  return { kind: "user", userId: session.userId };
}
