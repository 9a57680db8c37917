import { createHash } from "node:crypto";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { actorId, type AnyCtx } from "./context.ts";
import type { Db, Tx } from "./db.ts";
import { infra } from "./infra-tables.ts";

/** What a verb says of itself for the audit trail: ids and figures, never personal data. */
export interface AuditNote {
  readonly subject: string;
  readonly details?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** SHA-256 over the previous hash and the entry in canonical JSON (RFC 8785 order). */
export function chainHash(previous: string, entry: object): string {
  return createHash("sha256").update(previous).update("\n").update(canonicalJson(entry)).digest("hex");
}

/** Appends to the schema's chain. Its head is one hot row, so this is a write's last statement. */
export async function appendAudit(ctx: AnyCtx & { db: Tx }, action: string, note: AuditNote): Promise<void> {
  const db = infra(ctx.db);
  const head = await db.selectFrom("audit_head").select(["seq", "hash"]).forUpdate().executeTakeFirstOrThrow();
  const entry = {
    seq: head.seq + 1,
    at: ctx.now().toISOString(),
    actor_kind: ctx.actor.kind,
    actor_id: actorId(ctx.actor),
    action,
    subject: note.subject,
    details: note.details ?? {},
    request_id: ctx.requestId,
  };
  const hash = chainHash(head.hash, entry);
  await db
    .insertInto("audit_entries")
    .values({ ...entry, at: new Date(entry.at), details: JSON.stringify(entry.details), prev_hash: head.hash, hash })
    .execute();
  await db.updateTable("audit_head").set({ seq: entry.seq, hash }).execute();
}

/** Walks the chain; answers the number of the first entry that was changed, removed or added, or null. */
export async function firstBrokenAudit(db: Db): Promise<number | null> {
  const rows = await infra(db).selectFrom("audit_entries").selectAll().orderBy("seq").execute();
  let previous = "";
  let expected = 1;
  for (const row of rows) {
    const { prev_hash, hash, details, at, ...rest } = row;
    const entry = { ...rest, at: at.toISOString(), details };
    if (row.seq !== expected || prev_hash !== previous || chainHash(previous, entry) !== hash) return expected;
    previous = hash;
    expected++;
  }
  const head = await infra(db).selectFrom("audit_head").select(["seq", "hash"]).executeTakeFirstOrThrow();
  return head.seq === expected - 1 && head.hash === previous ? null : expected;
}
