import type { Db } from "../../platform/db.ts";
import { infra } from "../../platform/infra-tables.ts";
import { AuditEntry } from "../schemas.ts";

/** Entries of the schema's audit trail, newest first, numbered below `before`. */
export async function auditBefore(db: Db<"tenant">, before: number | null, limit: number): Promise<AuditEntry[]> {
  const rows = await infra(db)
    .selectFrom("audit_entries")
    .select(["seq", "at", "actor_kind", "actor_id", "action", "subject", "details", "request_id", "hash"])
    .$if(before !== null, (query) => query.where("seq", "<", before as number))
    .orderBy("seq", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at.toISOString(),
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    action: row.action,
    subject: row.subject,
    details: AuditEntry.shape.details.parse(row.details),
    requestId: row.request_id,
    hash: row.hash,
  }));
}
