import type { Kysely } from "kysely";
import type { Id } from "../../kernel/ids.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { CustomersTables, LinkDetails, LinkKind, PendingAccount, SecretKind } from "../tables.ts";

const tables = (db: Db<"tenant">): Kysely<CustomersTables> => db.tables<CustomersTables>();

export interface Account {
  readonly id: Id<"cus">;
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  /** Null while the customer has only ordered as a guest. */
  readonly passwordHash: string | null;
}

/** The customer of an address, with or without an account. */
export async function accountByEmail(db: Db<"tenant">, email: string): Promise<Account | undefined> {
  const row = await tables(db)
    .selectFrom("customers")
    .select(["id", "email", "name", "locale", "password_hash"])
    .where("email", "=", email)
    .executeTakeFirst();
  return row && { id: row.id as Id<"cus">, email, name: row.name, locale: row.locale, passwordHash: row.password_hash };
}

/** What the newest registration of an address waits for, or undefined. */
export async function newestPending(db: Db<"tenant">, email: string, now: Date): Promise<PendingAccount | undefined> {
  const row = await tables(db)
    .selectFrom("customer_secrets")
    .select("details")
    .where("kind", "=", "verify")
    .where("email", "=", email)
    .where("expires_at", ">", now)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.details?.account ?? undefined;
}

export async function insertSession(
  tx: Tx<"tenant">,
  session: { readonly hash: string; readonly customerId: Id<"cus">; readonly expiresAt: Date },
  now: Date,
): Promise<void> {
  await tables(tx)
    .insertInto("customer_secrets")
    .values({
      hash: session.hash,
      kind: "session",
      customer_id: session.customerId,
      email: null,
      details: null,
      created_at: now,
      expires_at: session.expiresAt,
    })
    .execute();
}

export interface Link {
  readonly kind: LinkKind;
  readonly email: string;
  readonly details: LinkDetails;
}

export async function insertLink(
  tx: Tx<"tenant">,
  { kind, email, details }: Link,
  hash: string,
  expiresAt: Date,
  now: Date,
): Promise<void> {
  await tables(tx)
    .insertInto("customer_secrets")
    .values({
      hash,
      kind,
      customer_id: null,
      email,
      details: JSON.stringify(details),
      created_at: now,
      expires_at: expiresAt,
    })
    .execute();
}

const toLink = (row: { kind: SecretKind; email: string | null; details: LinkDetails | null } | undefined) =>
  row === undefined || row.kind === "session" || row.email === null || row.details === null
    ? undefined
    : { kind: row.kind, email: row.email, details: row.details };

/** What a link stands for, as long as it is good. */
export async function findLink(db: Db<"tenant">, hash: string, now: Date): Promise<Link | undefined> {
  const row = await tables(db)
    .selectFrom("customer_secrets")
    .select(["kind", "email", "details"])
    .where("hash", "=", hash)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return toLink(row);
}

/** Uses a link up: of callers that come at once, one gets what it stands for. */
export async function takeLink(tx: Tx<"tenant">, kind: LinkKind, hash: string, now: Date): Promise<Link | undefined> {
  const row = await tables(tx)
    .deleteFrom("customer_secrets")
    .where("hash", "=", hash)
    .where("kind", "=", kind)
    .where("expires_at", ">", now)
    .returning(["kind", "email", "details"])
    .executeTakeFirst();
  return toLink(row);
}

export interface OpenSession {
  readonly customerId: Id<"cus">;
  readonly expiresAt: Date;
}

export async function findSession(db: Db<"tenant">, hash: string, now: Date): Promise<OpenSession | undefined> {
  const row = await tables(db)
    .selectFrom("customer_secrets")
    .select(["customer_id", "expires_at"])
    .where("hash", "=", hash)
    .where("kind", "=", "session")
    .where("expires_at", ">", now)
    .executeTakeFirst();
  if (row === undefined || row.customer_id === null) return undefined;
  return { customerId: row.customer_id as Id<"cus">, expiresAt: row.expires_at };
}

export async function extendSession(db: Db<"tenant">, hash: string, expiresAt: Date): Promise<void> {
  await tables(db).updateTable("customer_secrets").set({ expires_at: expiresAt }).where("hash", "=", hash).execute();
}

/** Ends one session or link. */
export async function dropLink(tx: Tx<"tenant">, hash: string): Promise<void> {
  await tables(tx).deleteFrom("customer_secrets").where("hash", "=", hash).execute();
}

/** Ends every session of a customer. */
export async function deleteSessionsOf(tx: Tx<"tenant">, customerId: Id<"cus">): Promise<void> {
  await tables(tx).deleteFrom("customer_secrets").where("customer_id", "=", customerId).execute();
}

/** Makes all links that were mailed to an address useless. */
export async function deleteLinksOf(tx: Tx<"tenant">, email: string): Promise<void> {
  await tables(tx).deleteFrom("customer_secrets").where("email", "=", email).execute();
}

/** Deletes what has run out, a few at a time: whoever adds a secret takes some old ones away. */
export async function dropExpired(tx: Tx<"tenant">, now: Date): Promise<void> {
  await tables(tx)
    .deleteFrom("customer_secrets")
    .where("hash", "in", (eb) =>
      eb.selectFrom("customer_secrets").select("hash").where("expires_at", "<=", now).limit(20),
    )
    .execute();
}

/** Makes the account of a proven address: of the customer who ordered as a guest, or of a new one. */
export async function openAccount(
  tx: Tx<"tenant">,
  newId: Id<"cus">,
  email: string,
  pending: PendingAccount,
  now: Date,
): Promise<Id<"cus">> {
  const { name, locale, passwordHash } = pending;
  const row = await tables(tx)
    .insertInto("customers")
    .values({
      id: newId,
      email,
      name,
      locale,
      last_order_at: null,
      password_hash: passwordHash,
      registered_at: now,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict.column("email").doUpdateSet((eb) => ({
        name: eb.ref("excluded.name"),
        locale: eb.ref("excluded.locale"),
        password_hash: eb.ref("excluded.password_hash"),
        registered_at: eb.fn.coalesce("customers.registered_at", "excluded.registered_at"),
        updated_at: now,
        version: eb("customers.version", "+", 1),
      })),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id as Id<"cus">;
}

/** Sets an account's password; false when there is no account any more. */
export async function setPassword(tx: Tx<"tenant">, id: Id<"cus">, passwordHash: string, now: Date): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("customers")
    .set((eb) => ({
      password_hash: passwordHash,
      registered_at: eb.fn.coalesce("registered_at", eb.val(now)),
      updated_at: now,
    }))
    .where("id", "=", id)
    .where("erased_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
