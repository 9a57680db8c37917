import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import type { RegionTables } from "../region-tables.ts";

const tables = (db: Db<"region">) => db.tables<RegionTables>();

/** Notes that somebody waits for the shop; false when it is awake, or not there. */
export async function askToWake(db: Db<"region">, tenantId: string, now: Date): Promise<boolean> {
  const result = await tables(db)
    .updateTable("hibernations")
    .set((eb) => ({ wanted_at: eb.fn.coalesce("wanted_at", sql<Date>`${now}::timestamptz`) }))
    .where("tenant_id", "=", tenantId)
    .where("state", "<>", "woken")
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Whether the shop rests and nobody waits for it yet. */
export async function restsUnasked(db: Db<"region">, tenantId: string): Promise<boolean> {
  const row = await tables(db)
    .selectFrom("hibernations")
    .select("state")
    .where("tenant_id", "=", tenantId)
    .where("state", "<>", "woken")
    .where("wanted_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Notes that the shop's own people or a sale touched it: from here on it is awake as any other. */
export async function noteTouched(db: Db<"region">, tenantId: string, now: Date): Promise<void> {
  await tables(db)
    .updateTable("tenants")
    .set({ roused_at: null, seen_at: now })
    .where("id", "=", tenantId)
    .where("roused_at", "is not", null)
    .execute();
}

/** Notes that somebody came; once a day is enough. */
export async function noteSeen(db: Db<"region">, tenantId: string, now: Date): Promise<void> {
  await tables(db)
    .updateTable("tenants")
    .set({ seen_at: now })
    .where("id", "=", tenantId)
    .where("seen_at", "<", now)
    .execute();
}
