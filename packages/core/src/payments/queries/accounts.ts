import type { Kysely } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import { type Part, part, readPart } from "../../platform/parts.ts";
import { piece } from "../../platform/statement.ts";
import type { AccountRow } from "../rules.ts";
import type { PaymentsTables } from "../tables.ts";

const tables = (db: Db<"tenant">): Kysely<PaymentsTables> => db.tables<PaymentsTables>();

/** Newest first: what was tried after the connected one has failed. */
export async function accountRows(db: Db<"tenant">): Promise<AccountRow[]> {
  const rows = await tables(db)
    .selectFrom("payment_accounts")
    .select(["state", "account_ref", "livemode", "key_last4", "webhook_endpoint_id", "error_code", "connected_at"])
    .orderBy("id", "desc")
    .limit(50)
    .execute();
  return rows.map((row) => ({
    state: row.state,
    accountRef: row.account_ref,
    livemode: row.livemode,
    keyLast4: row.key_last4,
    hasWebhook: row.webhook_endpoint_id !== null,
    errorCode: row.error_code,
    connectedAt: row.connected_at,
  }));
}

/** The account that new payments go to, or null. */
export function connectedAccountId(db: Db<"tenant">): Promise<string | null> {
  return readPart(db, connectedAccountPart()).then((account) => account?.accountId ?? null);
}

/** The account that takes the shop's money, and its sealed key, to be read with others. */
export function connectedAccountPart(): Part<{ readonly accountId: string; readonly sealedKey: string | null } | null> {
  return part(connected({}), ([row]) => (row === undefined ? null : { accountId: row.id, sealedKey: row.sealed_key }));
}

const connected = piece((own: Kysely<PaymentsTables>) =>
  own.selectFrom("payment_accounts").select(["id", "sealed_key"]).where("state", "=", "connected"),
);

export async function sealedKeyOf(db: Db<"tenant">, accountId: string): Promise<string | null> {
  const row = await tables(db)
    .selectFrom("payment_accounts")
    .select("sealed_key")
    .where("id", "=", accountId)
    .executeTakeFirst();
  return row?.sealed_key ?? null;
}

/** Secrets of all accounts whose events may still arrive. */
export async function sealedWebhookSecrets(
  db: Db<"tenant">,
): Promise<{ readonly accountId: string; readonly sealed: string }[]> {
  const rows = await tables(db)
    .selectFrom("payment_accounts")
    .select(["id", "sealed_webhook_secret as sealed"])
    .where("state", "in", ["connected", "replaced"])
    .orderBy("id", "desc")
    .execute();
  return rows.flatMap(({ id, sealed }) => (sealed === null ? [] : [{ accountId: id, sealed }]));
}

export async function insertPendingAccount(
  tx: Tx<"tenant">,
  account: { readonly id: string; readonly sealedKey: string; readonly last4: string; readonly livemode: boolean },
  now: Date,
): Promise<void> {
  await tables(tx)
    .insertInto("payment_accounts")
    .values({
      id: account.id,
      provider: "stripe",
      state: "pending",
      account_ref: null,
      livemode: account.livemode,
      sealed_key: account.sealedKey,
      key_last4: account.last4,
      webhook_endpoint_id: null,
      sealed_webhook_secret: null,
      error_code: null,
      created_at: now,
      connected_at: null,
    })
    .execute();
}

/** A try that failed keeps no key. */
export async function failAccount(tx: Tx<"tenant">, id: string, code: string): Promise<void> {
  await tables(tx)
    .updateTable("payment_accounts")
    .set({ state: "failed", error_code: code, sealed_key: null })
    .where("id", "=", id)
    .where("state", "=", "pending")
    .execute();
}

export interface Connection {
  readonly id: string;
  readonly accountRef: string;
  readonly webhook: { readonly endpointId: string; readonly sealedSecret: string } | null;
}

export interface PendingAccount {
  readonly sealedKey: string | null;
  readonly keyLast4: string;
  readonly livemode: boolean;
}

/** The pending account, and the row that is to be the connected one: its own, or that of the same Stripe account. */
export async function pendingFor(
  tx: Tx<"tenant">,
  connection: Connection,
): Promise<{ pending: PendingAccount; targetId: string }> {
  const row = await tables(tx)
    .selectFrom("payment_accounts")
    .select(["sealed_key", "key_last4", "livemode"])
    .where("id", "=", connection.id)
    .executeTakeFirstOrThrow();
  const same = await tables(tx)
    .selectFrom("payment_accounts")
    .select("id")
    .where("account_ref", "=", connection.accountRef)
    .where("state", "in", ["connected", "replaced"])
    .orderBy("id", "desc")
    .executeTakeFirst();
  const pending = { sealedKey: row.sealed_key, keyLast4: row.key_last4, livemode: row.livemode };
  return { pending, targetId: same?.id ?? connection.id };
}

/** Makes the row the connected account, and forgets tries that failed and the pending row beside it. */
export async function connectAccount(
  tx: Tx<"tenant">,
  targetId: string,
  account: Connection & PendingAccount,
  now: Date,
): Promise<void> {
  const db = tables(tx);
  await db.deleteFrom("payment_accounts").where("state", "=", "failed").execute();
  await db.updateTable("payment_accounts").set({ state: "replaced" }).where("state", "=", "connected").execute();
  await db
    .updateTable("payment_accounts")
    .set({
      state: "connected",
      account_ref: account.accountRef,
      livemode: account.livemode,
      sealed_key: account.sealedKey,
      key_last4: account.keyLast4,
      webhook_endpoint_id: account.webhook?.endpointId ?? null,
      sealed_webhook_secret: account.webhook?.sealedSecret ?? null,
      error_code: null,
      connected_at: now,
    })
    .where("id", "=", targetId)
    .execute();
  if (targetId !== account.id) await db.deleteFrom("payment_accounts").where("id", "=", account.id).execute();
}
