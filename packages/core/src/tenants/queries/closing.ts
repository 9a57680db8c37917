import { sql } from "kysely";
import { addSeconds } from "../../kernel/time.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { DirectoryTables } from "../control-tables.ts";
import type { ErasureCertificate } from "../export-schemas.ts";
import type { RegionCode } from "../schemas.ts";

const tables = (db: Db<"control">) => db.tables<DirectoryTables>();

/** Closes an open shop until it is erased; false when it is closed already, or not there. */
export async function closeUntil(tx: Tx<"control">, id: string, now: Date, eraseAt: Date): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("tenants")
    .set((eb) => ({
      closed_at: now,
      erase_at: eraseAt,
      version: eb("version", "+", 1),
      attempts: 0,
      next_attempt_at: now,
    }))
    .where("id", "=", id)
    .where("status", "in", ["active", "suspended"])
    .where("closed_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Opens a closed shop again, as the operator left it, unless its time has come. */
export async function openAgain(tx: Tx<"control">, id: string, now: Date): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("tenants")
    .set((eb) => ({
      closed_at: null,
      erase_at: null,
      version: eb("version", "+", 1),
      attempts: 0,
      next_attempt_at: now,
    }))
    .where("id", "=", id)
    .where("status", "<>", "erased")
    .where("erase_at", ">", now)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Ends a closed shop's grace now. */
export async function endGrace(tx: Tx<"control">, id: string, now: Date): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("tenants")
    .set({ erase_at: now })
    .where("id", "=", id)
    .where("status", "<>", "erased")
    .where("closed_at", "is not", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export interface DueErasure {
  readonly id: string;
  readonly region: RegionCode;
}

/** Closed shops whose grace is over and that their region knows to be closed. */
export async function dueErasures(db: Db<"control">, now: Date, limit: number): Promise<DueErasure[]> {
  return tables(db)
    .selectFrom("tenants")
    .select(["id", "region"])
    .where("erase_at", "<=", now)
    .where("erased_at", "is", null)
    .whereRef("pushed_version", "=", "version")
    .orderBy("erase_at")
    .orderBy("id")
    .limit(limit)
    .execute();
}

/** What is left of an erased shop: ids, dates and the certificate. False when it was one already. */
export async function makeTombstone(
  tx: Tx<"control">,
  id: string,
  certificate: ErasureCertificate,
  now: Date,
): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("tenants")
    .set({
      status: "erased",
      name: "erased",
      overrides: "{}",
      override_reasons: "{}",
      erased_at: now,
      certificate: JSON.stringify(certificate),
    })
    .where("id", "=", id)
    .where("status", "<>", "erased")
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Gives the addresses of shops free that were erased so long ago that nobody takes another for them. */
export async function freeSlugs(db: Db<"control">, now: Date, reservedDays: number): Promise<number> {
  const spelled = sql<string>`'x-' || substr(id, 5)`;
  const result = await tables(db)
    .updateTable("tenants")
    .set({ slug: spelled, skeleton: spelled })
    .where("status", "=", "erased")
    .where("erased_at", "<=", addSeconds(now, -reservedDays * 24 * 3600))
    .where("slug", "<>", spelled)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

export async function certificateOf(db: Db<"control">, id: string): Promise<unknown> {
  const row = await tables(db).selectFrom("tenants").select("certificate").where("id", "=", id).executeTakeFirst();
  return row?.certificate ?? null;
}
