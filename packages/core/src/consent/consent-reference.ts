import type { Id } from "../kernel/ids.ts";
import { toInstant } from "../kernel/time.ts";
import type { Db } from "../platform/db.ts";
import { newestEntry } from "./queries.ts";
import type { ConsentReference } from "./schemas.ts";

/** The consent that holds now, for an order's snapshot: the entry with its hash, or null for none. */
export async function consentReference(db: Db<"tenant">, subjectId: Id<"csb">): Promise<ConsentReference | null> {
  const entry = await newestEntry(db, subjectId);
  if (entry === undefined) return null;
  return {
    subjectId,
    seq: entry.seq,
    hash: entry.hash,
    policyVersion: entry.policyVersion,
    decidedAt: toInstant(new Date(entry.at)),
    choices: entry.choices,
  };
}
