import { chainHash } from "@meridian/core/platform/audit";
import type { Row, Shelf } from "./shelf.ts";

/** Goes on with the trail of what was done in the shop: the same acts again, each in its place of the chain. */
export async function copyAudit(shelf: Shelf, count: number, now: Date): Promise<void> {
  const [head] = await shelf.query<{ seq: number; hash: string }>(
    "select seq::int as seq, hash from audit_head for update",
  );
  if (head === undefined) throw new Error("The trail has no head.");
  const acts = await shelf.rows("audit_entries", "true order by seq desc limit 50");
  let { seq, hash } = head;
  const rows: Row[] = [];
  for (let n = 0; n < count; n++) {
    const act = acts[n % acts.length] ?? {};
    const entry = {
      seq: ++seq,
      at: now.toISOString(),
      actor_kind: act["actor_kind"],
      actor_id: act["actor_id"],
      action: act["action"],
      subject: act["subject"],
      details: act["details"],
      request_id: act["request_id"],
    };
    const previous = hash;
    hash = chainHash(previous, entry);
    rows.push({ ...entry, prev_hash: previous, hash });
  }
  await shelf.add("audit_entries", rows);
  await shelf.query("update audit_head set seq = $1, hash = $2", [seq, hash]);
}
