import { createHash } from "node:crypto";
import { type Expression, type Kysely, sql } from "kysely";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { actorId, type AnyCtx } from "./context.ts";
import type { Db, Tx } from "./db.ts";
import { infra, type InfraTables } from "./infra-tables.ts";
import { type Given, statement } from "./statement.ts";

/** What a verb says of itself for the audit trail: ids and figures, never personal data. */
export interface AuditNote {
  readonly subject: string;
  readonly details?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** SHA-256 over the previous hash and the entry in canonical JSON (RFC 8785 order). */
export function chainHash(previous: string, entry: object): string {
  return createHash("sha256").update(previous).update("\n").update(canonicalJson(entry)).digest("hex");
}

/** An entry's canonical JSON before and after its number, which the database gives it. */
function aroundNumber(entry: object): readonly [before: string, after: string] {
  const marked = canonicalJson({ ...entry, seq: 0 });
  // Keys are sorted: `seq` comes right before `subject`, the last one, whose text has no bare quotation marks.
  const at = marked.lastIndexOf('"seq":0,"subject":');
  return [marked.slice(0, at + '"seq":'.length), marked.slice(at + '"seq":0'.length)];
}

/**
 * Appends to the schema's chain, in one statement that also makes the entry's number and hash. The chain's head is
 * one hot row, so this is a write's last statement.
 */
export async function appendAudit(ctx: AnyCtx & { db: Tx }, action: string, note: AuditNote): Promise<void> {
  const at = ctx.now();
  const entry = {
    at: at.toISOString(),
    actor_kind: ctx.actor.kind,
    actor_id: actorId(ctx.actor),
    action,
    subject: note.subject,
    details: note.details ?? {},
    request_id: ctx.requestId,
  };
  const [before, after] = aroundNumber(entry);
  const { actor_kind: actorKind, actor_id: actor, subject } = entry;
  const details = JSON.stringify(entry.details);
  await appendEntry(ctx.db, {
    before,
    after,
    at,
    actorKind,
    actor,
    action,
    subject,
    details,
    requestId: ctx.requestId,
  });
}

type Entry = Given<
  Record<"before" | "after" | "actorKind" | "actor" | "action" | "subject" | "details" | "requestId", string> & {
    at: Date;
  }
>;
const appendEntry = statement((own: Kysely<InfraTables>, entry: Entry) => {
  const text = (value: Expression<string>) => sql<string>`${value}::text`;
  return own
    .with(
      (cte) => cte("head").materialized(),
      (db) =>
        db
          .selectFrom("audit_head")
          .select(["seq", "hash"])
          .select(
            sql<string>`encode(sha256(convert_to(hash || chr(10) || ${text(entry.before)} || (seq + 1) || ${text(entry.after)}, 'UTF8')), 'hex')`.as(
              "next",
            ),
          )
          .forUpdate(),
    )
    .with("moved", (db) =>
      db
        .updateTable("audit_head as h")
        .from("head")
        .set((eb) => ({ seq: eb("head.seq", "+", 1), hash: eb.ref("head.next") })),
    )
    .insertInto("audit_entries")
    .columns(["seq", "at", "actor_kind", "actor_id", "action", "subject", "details", "request_id", "prev_hash", "hash"])
    .expression((eb) =>
      eb
        .selectFrom("head")
        .select((row) => [
          row("head.seq", "+", 1).as("seq"),
          sql<Date>`${entry.at}::timestamptz`.as("at"),
          text(entry.actorKind).as("actor_kind"),
          text(entry.actor).as("actor_id"),
          text(entry.action).as("action"),
          text(entry.subject).as("subject"),
          sql<string>`${entry.details}::jsonb`.as("details"),
          text(entry.requestId).as("request_id"),
          "head.hash",
          "head.next",
        ]),
    );
});

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
