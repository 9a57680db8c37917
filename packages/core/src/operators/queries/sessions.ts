import type { Id } from "../../kernel/ids.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { OperatorTables } from "../tables.ts";

const tables = (db: Db<"control">) => db.tables<OperatorTables>();

export async function insertOperatorSession(
  tx: Tx<"control">,
  session: { readonly hash: string; readonly operatorId: string; readonly expiresAt: Date },
  now: Date,
): Promise<void> {
  await tables(tx).deleteFrom("operator_sessions").where("expires_at", "<=", now).execute();
  await tables(tx)
    .insertInto("operator_sessions")
    .values({ hash: session.hash, operator_id: session.operatorId, created_at: now, expires_at: session.expiresAt })
    .execute();
}

/** Whose session it is, while it lasts and its operator is one. */
export async function operatorOfSession(db: Db<"control">, hash: string, now: Date): Promise<Id<"opr"> | undefined> {
  const row = await tables(db)
    .selectFrom("operator_sessions")
    .innerJoin("operators", "operators.id", "operator_sessions.operator_id")
    .select("operators.id")
    .where("operator_sessions.hash", "=", hash)
    .where("operator_sessions.expires_at", ">", now)
    .where("operators.revoked_at", "is", null)
    .executeTakeFirst();
  return row?.id as Id<"opr"> | undefined;
}

export async function deleteOperatorSession(tx: Tx<"control">, hash: string): Promise<void> {
  await tables(tx).deleteFrom("operator_sessions").where("hash", "=", hash).execute();
}

export async function deleteOperatorSessions(tx: Tx<"control">, operatorId: string): Promise<void> {
  await tables(tx).deleteFrom("operator_sessions").where("operator_id", "=", operatorId).execute();
}
