import type { Id } from "../../kernel/ids.ts";
import { newId } from "../../platform/new-id.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { Role } from "../schemas.ts";
import type { StaffTables } from "../tables.ts";

const tables = (db: Db<"control">) => db.tables<StaffTables>();

export interface Membership {
  readonly userId: Id<"usr">;
  readonly tenantId: Id<"ten">;
  readonly role: Role;
  /** Languages that a translator works in; null for every other role. */
  readonly locales: readonly string[] | null;
  readonly since: Date;
}

const columns = ["user_id", "tenant_id", "role", "locales", "created_at"] as const;

const toMembership = (row: Pick<StaffTables["memberships"], (typeof columns)[number]>): Membership => ({
  userId: row.user_id as Id<"usr">,
  tenantId: row.tenant_id as Id<"ten">,
  role: row.role,
  locales: row.locales,
  since: row.created_at,
});

/** A role as it is given; a translator's with the languages to work in. */
export type RoleGiven = Pick<Membership, "role" | "locales">;

/** Enters a member; false when the person is one already. */
export async function insertMembership(
  tx: Tx<"control">,
  userId: string,
  tenantId: string,
  { role, locales }: RoleGiven,
  now: Date,
): Promise<boolean> {
  const row = await tables(tx)
    .insertInto("memberships")
    .values({
      id: newId("mem"),
      user_id: userId,
      tenant_id: tenantId,
      role,
      locales: locales === null ? null : [...locales],
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(["user_id", "tenant_id"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Keeps a membership as it is until the transaction ends; undefined when somebody has just ended it. */
export async function holdMembership(
  tx: Tx<"control">,
  userId: string,
  tenantId: string,
): Promise<Membership | undefined> {
  const row = await tables(tx)
    .selectFrom("memberships")
    .select(columns)
    .where("user_id", "=", userId)
    .where("tenant_id", "=", tenantId)
    .forShare()
    .executeTakeFirst();
  return row === undefined ? undefined : toMembership(row);
}

export async function membershipOf(
  db: Db<"control">,
  userId: string,
  tenantId: string,
): Promise<Membership | undefined> {
  const row = await tables(db)
    .selectFrom("memberships")
    .select(columns)
    .where("user_id", "=", userId)
    .where("tenant_id", "=", tenantId)
    .executeTakeFirst();
  return row === undefined ? undefined : toMembership(row);
}

/** Where the person works, longest first. */
export async function membershipsOf(db: Db<"control">, userId: string): Promise<Membership[]> {
  const rows = await tables(db)
    .selectFrom("memberships")
    .select(columns)
    .where("user_id", "=", userId)
    .orderBy("id")
    .execute();
  return rows.map(toMembership);
}

export async function membersOf(db: Db<"control">, tenantId: string): Promise<Membership[]> {
  const rows = await tables(db)
    .selectFrom("memberships")
    .select(columns)
    .where("tenant_id", "=", tenantId)
    .orderBy("id")
    .execute();
  return rows.map(toMembership);
}

/** The shop's members, locked in one order: changes of roles at the same time wait for one another. */
export async function lockMembers(tx: Tx<"control">, tenantId: string): Promise<Membership[]> {
  const rows = await tables(tx)
    .selectFrom("memberships")
    .select(columns)
    .where("tenant_id", "=", tenantId)
    .orderBy("id")
    .forUpdate()
    .execute();
  return rows.map(toMembership);
}

export async function setRole(
  tx: Tx<"control">,
  userId: string,
  tenantId: string,
  { role, locales }: RoleGiven,
): Promise<void> {
  await tables(tx)
    .updateTable("memberships")
    .set({ role, locales: locales === null ? null : [...locales] })
    .where("user_id", "=", userId)
    .where("tenant_id", "=", tenantId)
    .execute();
}

export async function deleteMembership(tx: Tx<"control">, userId: string, tenantId: string): Promise<void> {
  await tables(tx).deleteFrom("memberships").where("user_id", "=", userId).where("tenant_id", "=", tenantId).execute();
}

export async function countMembers(db: Db<"control">, tenantId: string): Promise<number> {
  const row = await tables(db)
    .selectFrom("memberships")
    .select((eb) => eb.fn.countAll<number>().as("members"))
    .where("tenant_id", "=", tenantId)
    .executeTakeFirstOrThrow();
  return Number(row.members);
}
