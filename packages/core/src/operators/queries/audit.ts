import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import { infra } from "../../platform/infra-tables.ts";
import type { AuditEntry } from "../../tenants/schemas.ts";
import { OperatorAuditEntry } from "../schemas.ts";

export interface OperatorAuditFilter {
  readonly before: number | null;
  readonly subject: string | null;
  readonly limit: number;
}

/** What operators did, and what was done to operators, newest first; of merchants' own acts nothing. */
export async function operatorAudit(
  db: Db<"control">,
  { before, subject, limit }: OperatorAuditFilter,
): Promise<AuditEntry[]> {
  // In words, for a generic plan sees that the partial index holds them only when they are no parameters.
  const ofOperators = sql<boolean>`(actor_kind = 'operator' or action like 'operators.%')`;
  let query = infra(db)
    .selectFrom("audit_entries")
    .select(["seq", "at", "actor_kind", "actor_id", "action", "subject", "details", "request_id", "hash"])
    .where(ofOperators)
    .orderBy("seq", "desc")
    .limit(limit);
  if (before !== null) query = query.where("seq", "<", before);
  if (subject !== null) query = query.where("subject", "=", subject);
  const rows = await query.execute();
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at.toISOString(),
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    action: row.action,
    subject: row.subject,
    details: OperatorAuditEntry.shape.details.parse(row.details),
    requestId: row.request_id,
    hash: row.hash,
  }));
}
