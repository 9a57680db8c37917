import { createHash } from "node:crypto";
import type { Db } from "../platform/db.ts";
import { announce, type DueKind } from "../platform/due.ts";
import { tenantsWithout } from "./queries/region-directory.ts";

/**
 * Gives every tenant that has none its daily visit of a kind, spread over the day after `now` by its id, so that
 * thousands never come at once.
 */
export async function announceDaily(db: Db<"region">, kind: DueKind, now: Date): Promise<void> {
  for (const id of await tenantsWithout(db, kind, 500)) {
    const share = createHash("sha256").update(id).digest().readUInt16BE() / 65_536;
    await announce(db, id, kind, new Date(now.getTime() + share * 24 * 3_600_000), now);
  }
}
