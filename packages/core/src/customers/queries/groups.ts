import type { Kysely } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import type { CustomerGroup } from "../schemas.ts";
import type { CustomersTables } from "../tables.ts";

const tables = (db: Db<"tenant">): Kysely<CustomersTables> => db.tables<CustomersTables>();

/** All groups by name, with how many customers are in each. A shop has few. */
export async function allGroups(db: Db<"tenant">): Promise<CustomerGroup[]> {
  const groups = await tables(db)
    .selectFrom("customer_groups")
    .select(["handle", "name", "version"])
    .orderBy("name")
    .orderBy("handle")
    .execute();
  const counts = await tables(db)
    .selectFrom("customers")
    .select((eb) => [eb.fn<string>("unnest", ["groups"]).as("handle"), eb.fn.countAll<number>().as("members")])
    .groupBy("handle")
    .execute();
  const members = new Map(counts.map((row) => [row.handle, row.members]));
  return groups.map((group) => ({ ...group, members: members.get(group.handle) ?? 0 }));
}

export async function knownGroups(db: Db<"tenant">, handles: readonly string[]): Promise<ReadonlySet<string>> {
  if (handles.length === 0) return new Set();
  const rows = await tables(db)
    .selectFrom("customer_groups")
    .select("handle")
    .where("handle", "in", handles)
    .forShare()
    .execute();
  return new Set(rows.map((row) => row.handle));
}

export async function countGroups(db: Db<"tenant">): Promise<number> {
  const row = await tables(db)
    .selectFrom("customer_groups")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** False when there is one with this handle. */
export async function insertGroup(tx: Tx<"tenant">, handle: string, name: string, now: Date): Promise<boolean> {
  const result = await tables(tx)
    .insertInto("customer_groups")
    .values({ handle, name, created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.column("handle").doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** The group's version, locked; undefined when there is no such group. */
export async function lockGroup(tx: Tx<"tenant">, handle: string): Promise<number | undefined> {
  const row = await tables(tx)
    .selectFrom("customer_groups")
    .select("version")
    .where("handle", "=", handle)
    .forUpdate()
    .executeTakeFirst();
  return row?.version;
}

export async function renameGroup(tx: Tx<"tenant">, handle: string, name: string, now: Date): Promise<void> {
  await tables(tx)
    .updateTable("customer_groups")
    .set((eb) => ({ name, version: eb("version", "+", 1), updated_at: now }))
    .where("handle", "=", handle)
    .execute();
}

/** Removes the group and takes all customers out of it. */
export async function deleteGroup(tx: Tx<"tenant">, handle: string, now: Date): Promise<void> {
  await tables(tx).deleteFrom("customer_groups").where("handle", "=", handle).execute();
  await tables(tx)
    .updateTable("customers")
    .set((eb) => ({
      groups: eb.fn<string[]>("array_remove", ["groups", eb.val(handle)]),
      version: eb("version", "+", 1),
      updated_at: now,
    }))
    .where((eb) => eb(eb.val(handle), "=", eb.fn.any("groups")))
    .execute();
}
