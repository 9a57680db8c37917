import { type Kysely, sql } from "kysely";
import { declareTables } from "./columns.ts";
import type { Db } from "./db.ts";
import { type Given, statement } from "./statement.ts";

/** What may be waiting for a tenant. Sweeps read this small table, never thousands of schemas. */
export type DueKind = "outbox" | "jobs" | "flows" | "reservations" | "exchange_rates" | "purge";

export interface DueTables {
  due: { tenant_id: string; kind: DueKind; at: Date; announced_at: Date };
}

export const dueDeclarations = declareTables<DueTables>({
  due: { tenant_id: "none", kind: "none", at: "none", announced_at: "none" },
});

const due = (db: Db<"region">): Kysely<DueTables> => db.tables<DueTables>();

/** Longer than the longest transaction (`transaction_timeout` of the runtime role, 10 s). */
const settleAfterMillis = 15_000;

/**
 * Announces that a tenant may have work of this kind from `at` on. Written in a transaction of its own
 * just before the tenant's: announcing too much is harmless, announcing too little loses work.
 */
export async function announceAll(
  db: Db<"region">,
  tenantId: string,
  kinds: readonly { readonly kind: DueKind; readonly at: Date }[],
  now: Date,
): Promise<void> {
  const known = announcedBy(db);
  const news = kinds.filter(({ kind, at }) => !known.covers(tenantId, kind, at, now));
  if (news.length === 0) return;
  // Always in the same order, so that two announcements never wait for each other.
  const rows = news.toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
  await putDue(db, { tenantId, kinds: rows.map(({ kind }) => kind), moments: rows.map(({ at }) => at), now });
  for (const { kind, at } of rows) known.note(tenantId, kind, at, now);
}

/**
 * An announcement this young need not be repeated: sweeps look again for 15 s after it, and no transaction lasts longer
 * than 10. So a busy shop's sales do not wait for each other at its row.
 */
const freshMillis = 3_000;
const mostRemembered = 5_000;

interface Announced {
  readonly at: Date;
  readonly announcedAt: Date;
}

/** What this process has announced lately. */
class Announcements {
  readonly #latest = new Map<string, Announced>();

  covers(tenantId: string, kind: DueKind, at: Date, now: Date): boolean {
    const last = this.#latest.get(`${tenantId} ${kind}`);
    if (last === undefined || last.at > at) return false;
    const age = now.getTime() - last.announcedAt.getTime();
    return age >= 0 && age < freshMillis;
  }

  note(tenantId: string, kind: DueKind, at: Date, announcedAt: Date): void {
    const key = `${tenantId} ${kind}`;
    this.#latest.delete(key);
    this.#latest.set(key, { at, announcedAt });
    const oldest = this.#latest.keys().next().value;
    if (this.#latest.size > mostRemembered && oldest !== undefined) this.#latest.delete(oldest);
  }

  forget(tenantId: string, kind: DueKind): void {
    this.#latest.delete(`${tenantId} ${kind}`);
  }
}

/** One memory per handle: a process has one handle of its region for all its life. */
const memories = new WeakMap<Db<"region">, Announcements>();

function announcedBy(db: Db<"region">): Announcements {
  const memory = memories.get(db) ?? new Announcements();
  memories.set(db, memory);
  return memory;
}

type Announcing = Given<{ tenantId: string; kinds: readonly DueKind[]; moments: readonly Date[]; now: Date }>;
const putDue = statement((own: Kysely<DueTables>, { tenantId, kinds, moments, now }: Announcing) =>
  own
    .insertInto("due")
    .columns(["tenant_id", "kind", "at", "announced_at"])
    .expression((eb) =>
      eb
        .selectFrom(
          sql<{ kind: DueKind; at: Date }>`unnest(${kinds}::text[], ${moments}::timestamptz[])`.as<"new">(
            sql`new(kind, at)`,
          ),
        )
        .select([
          sql<string>`${tenantId}::text`.as("tenant_id"),
          "new.kind",
          "new.at",
          sql<Date>`${now}::timestamptz`.as("announced_at"),
        ]),
    )
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "kind"]).doUpdateSet((eb) => ({
        at: eb.fn("least", [eb.ref("due.at"), eb.ref("excluded.at")]),
        announced_at: eb.fn("greatest", [eb.ref("due.announced_at"), eb.ref("excluded.announced_at")]),
      })),
    ),
);

/** The same for one kind. */
export function announce(db: Db<"region">, tenantId: string, kind: DueKind, at: Date, now: Date): Promise<void> {
  return announceAll(db, tenantId, [{ kind, at }], now);
}

const waiting = statement(
  (own: Kysely<DueTables>, { kind, now, limit }: Given<{ kind: DueKind; now: Date; limit: number }>) =>
    own
      .selectFrom("due")
      .select(["tenant_id", "announced_at"])
      .where("kind", "=", kind)
      .where("at", "<=", now)
      .orderBy("at")
      .limit(limit),
);

export interface DueTenant {
  readonly tenantId: string;
  readonly announcedAt: Date;
}

/** Tenants whose work of this kind is due, the longest waiting first. */
export async function dueTenants(db: Db<"region">, kind: DueKind, now: Date, limit: number): Promise<DueTenant[]> {
  const rows = await waiting(db, { kind, now, limit });
  return rows.map((row) => ({ tenantId: row.tenant_id, announcedAt: row.announced_at }));
}

/**
 * After a sweep. `next` is when the tenant's next known work of this kind is due, or null for none.
 * The transaction that an announcement foretold may still be open, so a young announcement is looked at
 * again soon; and one renewed during the sweep is left alone.
 */
export async function settleDue(
  db: Db<"region">,
  kind: DueKind,
  seen: DueTenant,
  next: Date | null,
  now: Date,
): Promise<void> {
  // Whoever sweeps and announces in one process says it again.
  announcedBy(db).forget(seen.tenantId, kind);
  const young = now.getTime() - seen.announcedAt.getTime() < settleAfterMillis;
  const soon = new Date(now.getTime() + 200);
  const at = young && (next === null || next > soon) ? soon : next;
  if (at === null) {
    await due(db)
      .deleteFrom("due")
      .where("tenant_id", "=", seen.tenantId)
      .where("kind", "=", kind)
      .where("announced_at", "=", seen.announcedAt)
      .execute();
    return;
  }
  await due(db)
    .updateTable("due")
    .set({ at })
    .where("tenant_id", "=", seen.tenantId)
    .where("kind", "=", kind)
    .where("announced_at", "=", seen.announcedAt)
    .execute();
}
