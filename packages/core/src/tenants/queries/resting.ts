import type { Db, Tx } from "../../platform/db.ts";
import type { DirectoryTables } from "../control-tables.ts";
import type { RestingTenant } from "../rest-schemas.ts";
import type { RegionCode } from "../schemas.ts";

const tables = (db: Db<"control">) => db.tables<DirectoryTables>();

/** Of these tenants, those that may be packed away at all: on a trial plan and not closed. */
export async function mayRest(db: Db<"control">, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tables(db)
    .selectFrom("tenants")
    .innerJoin("plans", "plans.name", "tenants.plan")
    .select("tenants.id")
    .where("tenants.id", "in", ids)
    .where("plans.trial", "=", true)
    .where("tenants.status", "in", ["active", "suspended"])
    .where("tenants.closed_at", "is", null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Announces that a shop will be packed away, whose owners will then hear of it; false when it is announced already. */
export async function announceRest(tx: Tx<"control">, id: string, at: Date): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("tenants")
    .set({ hibernate_at: at, hibernation_told_at: null })
    .where("id", "=", id)
    .where("hibernate_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Notes that a shop is packed away; whether its owners are to be told, which is once until somebody comes. */
export async function noteAsleep(tx: Tx<"control">, id: string, asleepAt: Date, now: Date): Promise<boolean> {
  await tables(tx)
    .updateTable("tenants")
    .set({ hibernated_at: asleepAt })
    .where("id", "=", id)
    .where("hibernated_at", "is", null)
    .execute();
  const told = await tables(tx)
    .updateTable("tenants")
    .set({ hibernation_told_at: now })
    .where("id", "=", id)
    .where("hibernation_told_at", "is", null)
    .executeTakeFirst();
  return told.numUpdatedRows === 1n;
}

/** A shop that nobody visits is awake again: where it lives now. */
export async function noteAwake(
  db: Db<"control">,
  id: string,
  { cell, schema }: Pick<RestingTenant, "cell" | "schema">,
): Promise<void> {
  await tables(db)
    .updateTable("tenants")
    .set({ hibernated_at: null, cell, schema_name: schema })
    .where("id", "=", id)
    .where("hibernated_at", "is not", null)
    .where("status", "<>", "erased")
    .execute();
}

/** Shops of a region that were announced or are noted as packed away. */
export async function notedResting(
  db: Db<"control">,
  region: RegionCode,
): Promise<{ readonly id: string; readonly isAsleep: boolean }[]> {
  const rows = await tables(db)
    .selectFrom("tenants")
    .select(["id", "hibernated_at"])
    .where("region", "=", region)
    .where((eb) => eb.or([eb("hibernate_at", "is not", null), eb("hibernated_at", "is not", null)]))
    .where("status", "<>", "erased")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ id: row.id, isAsleep: row.hibernated_at !== null }));
}

/** Somebody came: all that was noted of the shop's rest is over. */
export async function endRest(db: Db<"control">, id: string): Promise<void> {
  await tables(db)
    .updateTable("tenants")
    .set({ hibernate_at: null, hibernated_at: null, hibernation_told_at: null })
    .where("id", "=", id)
    .execute();
}
