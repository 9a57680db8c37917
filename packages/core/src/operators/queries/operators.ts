import type { Id } from "../../kernel/ids.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { OperatorTables } from "../tables.ts";

const tables = (db: Db<"control">) => db.tables<OperatorTables>();

export interface OperatorRow {
  readonly id: Id<"opr">;
  readonly email: string;
  readonly name: string;
  readonly language: string;
  readonly passwordHash: string | null;
  readonly sealedSecret: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

const columns = [
  "operators.id",
  "operators.email",
  "operators.name",
  "operators.language",
  "operators.password_hash",
  "operators.sealed_secret",
  "operators.created_at",
  "operators.revoked_at",
] as const;

type Row = Pick<
  OperatorTables["operators"],
  "id" | "email" | "name" | "language" | "password_hash" | "sealed_secret" | "created_at" | "revoked_at"
>;

const toOperator = (row: Row): OperatorRow => ({
  id: row.id as Id<"opr">,
  email: row.email,
  name: row.name,
  language: row.language,
  passwordHash: row.password_hash,
  sealedSecret: row.sealed_secret,
  createdAt: row.created_at,
  revokedAt: row.revoked_at,
});

export interface NewOperator {
  readonly id: Id<"opr">;
  readonly email: string;
  readonly name: string;
  readonly language: string;
  readonly sealedSecret: string;
  readonly setUpHash: string;
  readonly setUpUntil: Date;
}

/** Enters an operator, or opens the way in anew for the known one of the address: the old password is dropped. */
export async function upsertOperator(tx: Tx<"control">, operator: NewOperator, now: Date): Promise<void> {
  const way = {
    name: operator.name,
    language: operator.language,
    sealed_secret: operator.sealedSecret,
    set_up_hash: operator.setUpHash,
    set_up_until: operator.setUpUntil,
    password_hash: null,
    last_step: 0,
    revoked_at: null,
  };
  await tables(tx)
    .insertInto("operators")
    .values({ id: operator.id, email: operator.email, created_at: now, ...way })
    .onConflict((conflict) => conflict.column("email").doUpdateSet(way))
    .execute();
}

/** The id of the address's operator, its row locked: of two who make the same one, the later finds the earlier's. */
export async function lockOperatorId(tx: Tx<"control">, email: string): Promise<Id<"opr"> | undefined> {
  const row = await tables(tx)
    .selectFrom("operators")
    .select("id")
    .where("email", "=", email)
    .forUpdate()
    .executeTakeFirst();
  return row?.id as Id<"opr"> | undefined;
}

export async function operatorByEmail(db: Db<"control">, email: string): Promise<OperatorRow | undefined> {
  const row = await tables(db).selectFrom("operators").select(columns).where("email", "=", email).executeTakeFirst();
  return row === undefined ? undefined : toOperator(row);
}

export async function operatorById(db: Db<"control">, id: string): Promise<OperatorRow | undefined> {
  const row = await tables(db).selectFrom("operators").select(columns).where("id", "=", id).executeTakeFirst();
  return row === undefined ? undefined : toOperator(row);
}

export async function operatorBySetUp(db: Db<"control">, hash: string, now: Date): Promise<OperatorRow | undefined> {
  const row = await tables(db)
    .selectFrom("operators")
    .select(columns)
    .where("set_up_hash", "=", hash)
    .where("set_up_until", ">", now)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return row === undefined ? undefined : toOperator(row);
}

/** All operators, by their address. */
export async function allOperators(db: Db<"control">): Promise<OperatorRow[]> {
  const rows = await tables(db).selectFrom("operators").select(columns).orderBy("email").execute();
  return rows.map(toOperator);
}

export async function namesOf(db: Db<"control">, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(db).selectFrom("operators").select(["id", "name"]).where("id", "in", ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Uses the link up: password and second factor are set. False when somebody was faster. */
export async function finishSetUp(
  tx: Tx<"control">,
  hash: string,
  chosen: { readonly passwordHash: string; readonly step: number },
  now: Date,
): Promise<boolean> {
  const row = await tables(tx)
    .updateTable("operators")
    .set({ password_hash: chosen.passwordHash, last_step: chosen.step, set_up_hash: null, set_up_until: null })
    .where("set_up_hash", "=", hash)
    .where("set_up_until", ">", now)
    .where("revoked_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Uses a step's code up, unless the operator was revoked: each is good once, and none before it (RFC 6238 §5.2). */
export async function useOperatorStep(tx: Tx<"control">, id: string, step: number): Promise<boolean> {
  const row = await tables(tx)
    .updateTable("operators")
    .set({ last_step: step })
    .where("id", "=", id)
    .where("last_step", "<", step)
    .where("password_hash", "is not", null)
    .where("revoked_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes every way in away; undefined when there is no such operator or it was revoked already. */
export async function markRevoked(tx: Tx<"control">, email: string, now: Date): Promise<Id<"opr"> | undefined> {
  const row = await tables(tx)
    .updateTable("operators")
    .set({ revoked_at: now, password_hash: null, set_up_hash: null, set_up_until: null })
    .where("email", "=", email)
    .where("revoked_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row?.id as Id<"opr"> | undefined;
}
