import type { Id } from "../../kernel/ids.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { StaffTables } from "../tables.ts";

export interface User {
  readonly id: Id<"usr">;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string | null;
  readonly emailVerifiedAt: Date | null;
  readonly language: string;
}

const columns = ["id", "email", "name", "password_hash", "email_verified_at", "language"] as const;

const tables = (db: Db<"control">) => db.tables<StaffTables>();

const toUser = (row: Pick<StaffTables["users"], (typeof columns)[number]>): User => ({
  id: row.id as Id<"usr">,
  email: row.email,
  name: row.name,
  passwordHash: row.password_hash,
  emailVerifiedAt: row.email_verified_at,
  language: row.language,
});

export async function userByEmail(db: Db<"control">, email: string): Promise<User | undefined> {
  const row = await tables(db).selectFrom("users").select(columns).where("email", "=", email).executeTakeFirst();
  return row === undefined ? undefined : toUser(row);
}

export async function userById(db: Db<"control">, id: string): Promise<User | undefined> {
  const row = await tables(db).selectFrom("users").select(columns).where("id", "=", id).executeTakeFirst();
  return row === undefined ? undefined : toUser(row);
}

export async function usersByIds(db: Db<"control">, ids: readonly string[]): Promise<Map<string, User>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(db).selectFrom("users").select(columns).where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, toUser(row)]));
}

/** Enters a person; false when the address has an account already. */
export async function insertUser(tx: Tx<"control">, user: User, now: Date): Promise<boolean> {
  const row = await tables(tx)
    .insertInto("users")
    .values({
      id: user.id,
      email: user.email,
      name: user.name,
      password_hash: user.passwordHash,
      email_verified_at: user.emailVerifiedAt,
      language: user.language,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function markEmailVerified(tx: Tx<"control">, id: string, now: Date): Promise<void> {
  await tables(tx)
    .updateTable("users")
    .set((eb) => ({ email_verified_at: eb.fn.coalesce("email_verified_at", eb.val(now)) }))
    .where("id", "=", id)
    .execute();
}

export async function setPassword(tx: Tx<"control">, id: string, passwordHash: string | null): Promise<void> {
  await tables(tx).updateTable("users").set({ password_hash: passwordHash }).where("id", "=", id).execute();
}

export async function setName(tx: Tx<"control">, id: string, name: string): Promise<void> {
  await tables(tx).updateTable("users").set({ name }).where("id", "=", id).execute();
}

export async function setLanguage(tx: Tx<"control">, id: string, language: string): Promise<void> {
  await tables(tx).updateTable("users").set({ language }).where("id", "=", id).execute();
}
