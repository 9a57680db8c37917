import type { Id } from "../../kernel/ids.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { StaffTables } from "../tables.ts";

const tables = (db: Db<"control">) => db.tables<StaffTables>();

export async function insertSession(
  tx: Tx<"control">,
  session: { hash: string; userId: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await tables(tx)
    .insertInto("sessions")
    .values({ hash: session.hash, user_id: session.userId, created_at: now, expires_at: session.expiresAt })
    .execute();
}

export interface OpenSession {
  readonly userId: Id<"usr">;
  readonly expiresAt: Date;
}

export async function findSession(db: Db<"control">, hash: string, now: Date): Promise<OpenSession | undefined> {
  const row = await tables(db)
    .selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.user_id")
    .select(["users.id", "sessions.expires_at"])
    .where("sessions.hash", "=", hash)
    .where("sessions.expires_at", ">", now)
    .executeTakeFirst();
  return row === undefined ? undefined : { userId: row.id as Id<"usr">, expiresAt: row.expires_at };
}

/** Keeps a session open until the transaction ends; whose it is, undefined when it has just been ended. */
export async function holdSession(tx: Tx<"control">, hash: string, now: Date): Promise<Id<"usr"> | undefined> {
  const row = await tables(tx)
    .selectFrom("sessions")
    .select("user_id")
    .where("hash", "=", hash)
    .where("expires_at", ">", now)
    .forShare()
    .executeTakeFirst();
  return row === undefined ? undefined : (row.user_id as Id<"usr">);
}

export async function extendSession(db: Db<"control">, hash: string, expiresAt: Date): Promise<void> {
  await tables(db).updateTable("sessions").set({ expires_at: expiresAt }).where("hash", "=", hash).execute();
}

/** Ends one session; answers whose it was. */
export async function deleteSession(tx: Tx<"control">, hash: string): Promise<Id<"usr"> | undefined> {
  const row = await tables(tx).deleteFrom("sessions").where("hash", "=", hash).returning("user_id").executeTakeFirst();
  return row === undefined ? undefined : (row.user_id as Id<"usr">);
}

/** Ends the person's sessions but one. */
export async function deleteOtherSessions(tx: Tx<"control">, userId: string, keep: string): Promise<void> {
  await tables(tx).deleteFrom("sessions").where("user_id", "=", userId).where("hash", "!=", keep).execute();
}

export async function deleteSessionsOf(tx: Tx<"control">, userId: string): Promise<void> {
  await tables(tx).deleteFrom("sessions").where("user_id", "=", userId).execute();
}
