import { type KeyDb, keyTables } from "../platform/data-key-tables.ts";
import type { Tx } from "../platform/db.ts";

/** Owners whose texts were all found sealed with their current key. */
export async function checkedOwners(db: KeyDb): Promise<ReadonlySet<string>> {
  const rows = await keyTables(db)
    .selectFrom("data_keys")
    .select("owner_id")
    .where("state", "=", "current")
    .where("checked_at", "is not", null)
    .execute();
  return new Set(rows.map((row) => row.owner_id));
}

/** Previous keys whose time is over, the oldest first. */
export async function retiringKeys(
  db: KeyDb,
  now: Date,
  limit: number,
): Promise<{ readonly id: string; readonly ownerId: string }[]> {
  const rows = await keyTables(db)
    .selectFrom("data_keys")
    .select(["id", "owner_id"])
    .where("state", "=", "previous")
    .where("retire_at", "<=", now)
    .orderBy("retire_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.id, ownerId: row.owner_id }));
}

/** Destroys a previous key whose time is over; false when somebody else did. */
export async function destroyKey(db: KeyDb, keyId: string, now: Date): Promise<boolean> {
  const row = await keyTables(db)
    .deleteFrom("data_keys")
    .where("id", "=", keyId)
    .where("state", "=", "previous")
    .where("retire_at", "<=", now)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Puts off a key's end, where something could not be sealed anew. */
export async function putOffEnd(db: KeyDb, keyId: string, until: Date): Promise<void> {
  await keyTables(db)
    .updateTable("data_keys")
    .set({ retire_at: until })
    .where("id", "=", keyId)
    .where("state", "=", "previous")
    .execute();
}

/** Retires the master key unless something is wrapped by it; answers how much is. */
export async function retireMaster(tx: Tx<"control" | "region">, masterKeyId: string, now: Date): Promise<number> {
  // Whoever wraps with it holds this row until the wrapping is there to be counted.
  await keyTables(tx).selectFrom("master_keys").select("id").where("id", "=", masterKeyId).forUpdate().execute();
  const { count } = await keyTables(tx)
    .selectFrom("data_keys")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("master_key_id", "=", masterKeyId)
    .executeTakeFirstOrThrow();
  const inUse = Number(count);
  if (inUse > 0) return inUse;
  await keyTables(tx)
    .insertInto("master_keys")
    .values({ id: masterKeyId, state: "retired", created_at: now, retired_at: now })
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet({ state: "retired", retired_at: now })
        .where("master_keys.state", "=", "active"),
    )
    .execute();
  return 0;
}

export interface MasterKeyUse {
  readonly id: string;
  readonly state: "active" | "retired";
  readonly current: number;
  readonly previous: number;
}

/** Every master key that was ever used here, and how many data keys it wraps. */
export async function masterKeyUses(db: KeyDb): Promise<MasterKeyUse[]> {
  const rows = await keyTables(db)
    .selectFrom("master_keys as m")
    .leftJoin("data_keys as d", "d.master_key_id", "m.id")
    .select((eb) => [
      "m.id",
      "m.state",
      eb.fn.count<number>("d.id").filterWhere("d.state", "=", "current").as("current"),
      eb.fn.count<number>("d.id").filterWhere("d.state", "=", "previous").as("previous"),
    ])
    .groupBy(["m.id", "m.state", "m.created_at"])
    .orderBy("m.created_at")
    .orderBy("m.id")
    .execute();
  return rows.map((row) => ({ ...row, current: Number(row.current), previous: Number(row.previous) }));
}
