import type { Id } from "../kernel/ids.ts";
import { addSeconds } from "../kernel/time.ts";
import type { Db } from "../platform/db.ts";
import { hashSecret } from "../platform/secrets.ts";
import { extendSession, findSession } from "./queries/secrets.ts";

/** A session ends 30 days after its last use. */
export const sessionSeconds = 30 * 24 * 3600;
/** Used again within a day, its row is not written anew. */
const extendAfterSeconds = 24 * 3600;

/** Who holds the session with this token, or undefined when it is over or never was. */
export async function sessionCustomer(db: Db<"tenant">, token: string, now: Date): Promise<Id<"cus"> | undefined> {
  const hash = hashSecret(token);
  const session = await findSession(db, hash, now);
  if (session === undefined) return undefined;
  const until = addSeconds(now, sessionSeconds);
  if (until.getTime() - session.expiresAt.getTime() > extendAfterSeconds * 1000) await extendSession(db, hash, until);
  return session.customerId;
}
