import type { Db } from "../../platform/db.ts";
import { infra } from "../../platform/infra-tables.ts";
import { AuditEntry } from "../schemas.ts";

export interface AuditFilter {
  readonly before: number | null;
  readonly subject: string | null;
  readonly actorId: string | null;
  /** A verb, or the slice that verbs begin with. */
  readonly action: string | null;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly limit: number;
}

/** Entries of the schema's audit trail, newest first. Rare questions: the trail has no index but its number. */
export async function auditBefore(db: Db<"tenant">, filter: AuditFilter): Promise<AuditEntry[]> {
  const { before, subject, actorId, action, from, until, limit } = filter;
  let query = infra(db)
    .selectFrom("audit_entries")
    .select(["seq", "at", "actor_kind", "actor_id", "action", "subject", "details", "request_id", "hash"])
    .orderBy("seq", "desc")
    .limit(limit);
  if (before !== null) query = query.where("seq", "<", before);
  if (subject !== null) query = query.where("subject", "=", subject);
  if (actorId !== null) query = query.where("actor_id", "=", actorId);
  if (action !== null)
    query = action.includes(".")
      ? query.where("action", "=", action)
      : query.where("action", "like", `${action.replaceAll("_", "\\_")}.%`);
  if (from !== null) query = query.where("at", ">=", from);
  if (until !== null) query = query.where("at", "<", until);
  const rows = await query.execute();
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
