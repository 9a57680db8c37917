import type { Kysely } from "kysely";
import type { Id } from "../../kernel/ids.ts";
import { type Db, transaction } from "../../platform/db.ts";
import type { NextStanding } from "../rules/next-look.ts";
import type { DomainProblem, DomainState } from "../schemas.ts";
import type { DomainsRegionTables } from "../tables.ts";

/** A shop has so few that each can be looked after by hand. The table's slots say the same. */
export const mostDomains = 10;

export interface DomainRow {
  readonly id: Id<"dom">;
  readonly tenantId: Id<"ten">;
  readonly host: string;
  readonly token: string;
  readonly state: DomainState;
  readonly problem: DomainProblem | null;
  readonly owned: boolean;
  readonly missingSince: Date | null;
  readonly pendingSince: Date;
  readonly attempts: number;
  readonly version: number;
  readonly checkedAt: Date | null;
  readonly nextCheckAt: Date | null;
}

const columns = [
  "id",
  "tenant_id",
  "host",
  "token",
  "state",
  "problem",
  "owned",
  "missing_since",
  "pending_since",
  "attempts",
  "version",
  "checked_at",
  "next_check_at",
] as const;

const tables = (db: Db<"region">): Kysely<DomainsRegionTables> => db.tables<DomainsRegionTables>();

type Selected = Pick<DomainsRegionTables["domains"], Exclude<(typeof columns)[number], "attempts" | "version">> & {
  attempts: number;
  version: number;
};

function toRow(row: Selected): DomainRow {
  return {
    id: row.id as Id<"dom">,
    tenantId: row.tenant_id as Id<"ten">,
    host: row.host,
    token: row.token,
    // A row that is being removed is never selected.
    state: row.state as DomainState,
    problem: row.problem,
    owned: row.owned,
    missingSince: row.missing_since,
    pendingSince: row.pending_since,
    attempts: row.attempts,
    version: row.version,
    checkedAt: row.checked_at,
    nextCheckAt: row.next_check_at,
  };
}

export async function domainsOf(db: Db<"region">, tenantId: string): Promise<DomainRow[]> {
  const rows = await tables(db)
    .selectFrom("domains")
    .select(columns)
    .where("tenant_id", "=", tenantId)
    .where("state", "<>", "removing")
    .orderBy("id")
    .execute();
  return rows.map(toRow);
}

export async function domainById(db: Db<"region">, tenantId: string, id: string): Promise<DomainRow | undefined> {
  const row = await tables(db)
    .selectFrom("domains")
    .select(columns)
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .where("state", "<>", "removing")
    .executeTakeFirst();
  return row && toRow(row);
}

/**
 * Enters a domain into the first free slot; "taken" when the shop has the host already, "full" when no slot is free.
 * The table's keys decide between callers that come at once; entered again under the same id, nothing changes.
 */
export async function insertDomain(
  db: Db<"region">,
  domain: Pick<DomainRow, "id" | "tenantId" | "host" | "token">,
  now: Date,
): Promise<"entered" | "taken" | "full"> {
  for (let attempt = 0; attempt <= mostDomains; attempt++) {
    const there = await tables(db)
      .selectFrom("domains")
      .select(["id", "host", "slot"])
      .where("tenant_id", "=", domain.tenantId)
      .execute();
    const same = there.find(({ host }) => host === domain.host);
    if (same !== undefined) return same.id === domain.id ? "entered" : "taken";
    const slots = Array.from({ length: mostDomains }, (_, i) => i + 1);
    const slot = slots.find((one) => !there.some((row) => row.slot === one));
    if (slot === undefined) return "full";
    const { id, tenantId: tenant_id, host, token } = domain;
    const row = await tables(db)
      .insertInto("domains")
      .values({
        id,
        tenant_id,
        host,
        token,
        slot,
        state: "pending",
        problem: null,
        owned: false,
        missing_since: null,
        pending_since: now,
        checked_at: null,
        next_check_at: now,
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst();
    if (row !== undefined) return "entered";
  }
  return "full";
}

/** Records a look; false when somebody else has looked meanwhile or the domain was removed. */
export async function saveLook(
  db: Db<"region">,
  seen: DomainRow,
  next: NextStanding & { readonly owned: boolean },
  now: Date,
): Promise<boolean> {
  const row = await tables(db)
    .updateTable("domains")
    .set({
      state: next.state,
      problem: next.problem,
      owned: next.owned,
      missing_since: next.missingSince,
      attempts: next.attempts,
      version: seen.version + 1,
      checked_at: now,
      next_check_at: next.nextCheckAt,
    })
    .where("id", "=", seen.id)
    .where("version", "=", seen.version)
    .where("state", "<>", "removing")
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Stops serving a domain that is to be removed. */
export async function startRemoving(db: Db<"region">, tenantId: string, id: string): Promise<string | undefined> {
  const row = await tables(db)
    .updateTable("domains")
    .set({ state: "removing", next_check_at: null })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .returning("host")
    .executeTakeFirst();
  return row?.host;
}

export async function deleteDomain(db: Db<"region">, tenantId: string, id: string): Promise<void> {
  await tables(db).deleteFrom("domains").where("tenant_id", "=", tenantId).where("id", "=", id).execute();
}

/** Takes domains that are due, so that no other worker looks at them within the lease. */
export async function leaseDue(db: Db<"region">, now: Date, leaseUntil: Date, limit: number): Promise<DomainRow[]> {
  return transaction(db, async (tx) => {
    const due = await tables(tx)
      .selectFrom("domains")
      .select("id")
      .where("next_check_at", "<=", now)
      .orderBy("next_check_at")
      .orderBy("id")
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    if (due.length === 0) return [];
    const rows = await tables(tx)
      .updateTable("domains")
      .set((eb) => ({ next_check_at: leaseUntil, version: eb("version", "+", 1) }))
      .where(
        "id",
        "in",
        due.map(({ id }) => id),
      )
      .returning(columns)
      .execute();
    return rows.map(toRow);
  });
}

/** The tenant whose proved host this is. */
export async function tenantIdOfHost(db: Db<"region">, host: string): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom("domains")
    .select("tenant_id")
    .where("host", "=", host)
    .where("owned", "=", true)
    .where("state", "in", ["verified", "active"])
    .executeTakeFirst();
  return row?.tenant_id;
}

/** The host that links to a shop's hosted pages carry: the active one that it has had longest. */
export async function activeHost(db: Db<"region">, tenantId: string): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom("domains")
    .select("host")
    .where("tenant_id", "=", tenantId)
    .where("state", "=", "active")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row?.host;
}
