import type { Kysely, Selectable } from "kysely";
import type { Id } from "../kernel/ids.ts";
import { toInstant } from "../kernel/time.ts";
import type { Db, Tx } from "../platform/db.ts";
import type { LedgerEntry } from "./rules.ts";
import type { ConsentEntry, ConsentMethod, OptionalPurpose } from "./schemas.ts";
import type { ConsentTables } from "./tables.ts";

const tables = (db: Db<"tenant">): Kysely<ConsentTables> => db.tables<ConsentTables>();
const columns = [
  "id",
  "subject_id",
  "seq",
  "at",
  "market_id",
  "policy",
  "policy_version",
  "policy_hash",
  "locale",
  "method",
  "gpc",
  "choices",
  "hash",
] as const;

/** An entry with its place in the chain. */
export type ChainedEntry = LedgerEntry & { readonly hash: string };
export type StoredEntry = ChainedEntry & { readonly id: Id<"con"> };
export interface Head {
  readonly id: Id<"csb">;
  readonly seq: number;
  readonly hash: string;
}

type Row = Selectable<ConsentTables["consent_entries"]>;

const toEntry = (row: Row): StoredEntry => ({ ...toChained(row), id: row.id as Id<"con"> });

function toChained(row: Row): ChainedEntry {
  return {
    subjectId: row.subject_id,
    seq: row.seq,
    at: row.at.toISOString(),
    marketId: row.market_id,
    policy: row.policy,
    policyVersion: row.policy_version,
    policyHash: row.policy_hash,
    locale: row.locale,
    method: row.method,
    gpc: row.gpc,
    choices: row.choices,
    hash: row.hash,
  };
}

export async function insertSubject(tx: Tx<"tenant">, id: Id<"csb">, now: Date): Promise<void> {
  await tables(tx)
    .insertInto("consent_subjects")
    .values({ id, seq: 0, hash: "", created_at: now, updated_at: now })
    .execute();
}

/** Locks the head of a subject's chain. */
export async function lockHead(tx: Tx<"tenant">, id: Id<"csb">): Promise<Head | undefined> {
  const row = await tables(tx)
    .selectFrom("consent_subjects")
    .select(["id", "seq", "hash"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row && { id, seq: row.seq, hash: row.hash };
}

/** Appends an entry and moves the head, in one statement. */
export async function appendEntry(tx: Tx<"tenant">, entry: StoredEntry, now: Date): Promise<void> {
  await tables(tx)
    .with("entry", (db) =>
      db.insertInto("consent_entries").values({
        id: entry.id,
        subject_id: entry.subjectId,
        seq: entry.seq,
        at: new Date(entry.at),
        market_id: entry.marketId,
        policy: entry.policy,
        policy_version: entry.policyVersion,
        policy_hash: entry.policyHash,
        locale: entry.locale,
        method: entry.method,
        gpc: entry.gpc,
        choices: JSON.stringify(entry.choices),
        hash: entry.hash,
      }),
    )
    .updateTable("consent_subjects")
    .set({ seq: entry.seq, hash: entry.hash, updated_at: now })
    .where("id", "=", entry.subjectId)
    .execute();
}

/** The subject's newest entry, as its head names it. */
export async function newestEntry(db: Db<"tenant">, subjectId: string): Promise<StoredEntry | undefined> {
  const row = await tables(db)
    .selectFrom("consent_entries as e")
    .innerJoin("consent_subjects as s", (join) => join.onRef("s.id", "=", "e.subject_id").onRef("s.seq", "=", "e.seq"))
    .select(columns.map((column) => `e.${column}` as const))
    .where("e.subject_id", "=", subjectId)
    .executeTakeFirst();
  return row && toEntry(row);
}

export interface EntryFilter {
  readonly subjectId: string | null;
  readonly method: ConsentMethod | null;
  readonly allows: OptionalPurpose | null;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly before: string | null;
  readonly limit: number;
}

/** Newest first, by id: ids are ordered by time. */
export async function findEntries(db: Db<"tenant">, filter: EntryFilter): Promise<ConsentEntry[]> {
  let query = tables(db).selectFrom("consent_entries").select(columns).orderBy("id", "desc").limit(filter.limit);
  if (filter.subjectId !== null) query = query.where("subject_id", "=", filter.subjectId);
  if (filter.method !== null) query = query.where("method", "=", filter.method);
  if (filter.from !== null) query = query.where("at", ">=", filter.from);
  if (filter.until !== null) query = query.where("at", "<", filter.until);
  if (filter.before !== null) query = query.where("id", "<", filter.before);
  if (filter.allows !== null) {
    const wanted = JSON.stringify({ [filter.allows]: true });
    query = query.where("choices", "@>", (eb) => eb.cast(eb.val(wanted), "jsonb"));
  }
  return (await query.execute()).map((row) => {
    const { marketId: _, method, subjectId, at, ...entry } = toEntry(row);
    return { ...entry, subjectId: subjectId as Id<"csb">, method, at: toInstant(new Date(at)) };
  });
}

/** A page of chains in the order of their ids, each with all its entries, for the walk that verifies them. */
export async function chainsAfter(
  db: Db<"tenant">,
  after: string,
  limit: number,
): Promise<{ head: Head; entries: ChainedEntry[] }[]> {
  const heads = await tables(db)
    .selectFrom("consent_subjects")
    .select(["id", "seq", "hash"])
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit)
    .execute();
  if (heads.length === 0) return [];
  const rows = await tables(db)
    .selectFrom("consent_entries")
    .select(columns)
    .where(
      "subject_id",
      "in",
      heads.map((head) => head.id),
    )
    .orderBy("subject_id")
    .orderBy("seq")
    .execute();
  const bySubject = Map.groupBy(rows.map(toChained), (entry) => entry.subjectId);
  return heads.map((head) => ({
    head: { id: head.id as Id<"csb">, seq: head.seq, hash: head.hash },
    entries: bySubject.get(head.id) ?? [],
  }));
}
