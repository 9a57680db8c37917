import { addSeconds } from "../../kernel/time.ts";
import type { Db } from "../../platform/db.ts";
import type { RegionTables } from "../region-tables.ts";

const tables = (db: Db<"region">) => db.tables<RegionTables>();

const columns = [
  "id",
  "tenant_id",
  "state",
  "attempts",
  "requested_at",
  "finished_at",
  "expires_at",
  "bytes",
  "sha256",
  "rows",
  "pictures",
] as const;
export type ExportRow = Pick<RegionTables["shop_exports"], (typeof columns)[number]>;

/** Asks for a copy of the shop; while one waits there is no second. */
export async function requestExport(db: Db<"region">, id: string, tenantId: string, now: Date): Promise<void> {
  await tables(db)
    .insertInto("shop_exports")
    .values({
      id,
      tenant_id: tenantId,
      state: "waiting",
      attempts: 0,
      lease_until: now,
      requested_at: now,
      finished_at: null,
      expires_at: null,
      bytes: null,
      sha256: null,
      rows: null,
      pictures: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A shop's copies, the newest first. */
export async function exportsOf(db: Db<"region">, tenantId: string, limit: number): Promise<ExportRow[]> {
  return tables(db)
    .selectFrom("shop_exports")
    .select(columns)
    .where("tenant_id", "=", tenantId)
    .orderBy("requested_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}

/** Takes a copy that waits, of a shop of one cell or of all, and keeps others away from it until the lease ends. */
export async function leaseExport(
  db: Db<"region">,
  now: Date,
  leaseSeconds: number,
  cell: string | undefined,
): Promise<ExportRow | undefined> {
  return tables(db)
    .updateTable("shop_exports")
    .set((eb) => ({ lease_until: addSeconds(now, leaseSeconds), attempts: eb("attempts", "+", 1) }))
    .where("id", "=", (eb) =>
      eb
        .selectFrom("shop_exports")
        .select("id")
        .where("state", "=", "waiting")
        .where("lease_until", "<=", now)
        .$if(cell !== undefined, (query) =>
          query.where((own) =>
            own.exists(
              own
                .selectFrom("tenants")
                .select("tenants.id")
                .whereRef("tenants.id", "=", "shop_exports.tenant_id")
                .where("tenants.cell", "=", cell ?? ""),
            ),
          ),
        )
        .orderBy("lease_until")
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(columns)
    .executeTakeFirst();
}

/** Lets a copy wait until its shop, or its database, is back, as if it had not been tried. */
export async function putOffExport(db: Db<"region">, id: string, until: Date): Promise<void> {
  await tables(db)
    .updateTable("shop_exports")
    .set((eb) => ({ lease_until: until, attempts: eb("attempts", "-", 1) }))
    .where("id", "=", id)
    .where("state", "=", "waiting")
    .execute();
}

/** Records how a copy ended, unless its shop is gone meanwhile. */
export async function endExport(
  db: Db<"region">,
  id: string,
  outcome: Pick<ExportRow, "state" | "finished_at" | "expires_at" | "bytes" | "sha256" | "rows" | "pictures">,
): Promise<boolean> {
  const result = await tables(db)
    .updateTable("shop_exports")
    .set(outcome)
    .where("id", "=", id)
    .where("state", "=", "waiting")
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Takes the rows of copies that have served their time out of the list, and answers whose files are to go. */
export async function takeExpired(db: Db<"region">, now: Date): Promise<ExportRow[]> {
  return tables(db).deleteFrom("shop_exports").where("expires_at", "<=", now).returning(columns).execute();
}
