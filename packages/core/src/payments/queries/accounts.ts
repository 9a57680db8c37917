import type { Kysely } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
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
export async function connectedAccountId(db: Db<"tenant">): Promise<string | null> {
  const row = await tables(db)
    .selectFrom("payment_accounts")
    .select("id")
    .where("state", "=", "connected")
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function sealedKeyOf(db: Db<"tenant">, accountId: string): Promise<string | null> {
  const row = await tables(db)
    .selectFrom("payment_accounts")
    .select("sealed_key")
    .where("id", "=", accountId)
    .executeTakeFirst();
  return row?.sealed_key ?? null;
}

/** Secrets of all accounts whose events may still arrive. */
export async function sealedWebhookSecrets(db: Db<"tenant">): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom("payment_accounts")
    .select("sealed_webhook_secret")
    .where("state", "in", ["connected", "replaced"])
    .orderBy("id", "desc")
    .execute();
  return rows.flatMap((row) => row.sealed_webhook_secret ?? []);
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

/**
 * Makes the pending account the connected one, and forgets tries that failed. A row of the same Stripe account takes its key over instead, so
 * that earlier payments are reached with the new key.
 */
export async function connectAccount(tx: Tx<"tenant">, connection: Connection, now: Date): Promise<void> {
  const db = tables(tx);
  const pending = await db
    .selectFrom("payment_accounts")
    .select(["id", "sealed_key", "key_last4", "livemode"])
    .where("id", "=", connection.id)
    .executeTakeFirstOrThrow();
  const same = await db
    .selectFrom("payment_accounts")
    .select("id")
    .where("account_ref", "=", connection.accountRef)
    .where("state", "in", ["connected", "replaced"])
    .orderBy("id", "desc")
    .executeTakeFirst();
  await db.deleteFrom("payment_accounts").where("state", "=", "failed").execute();
  await db.updateTable("payment_accounts").set({ state: "replaced" }).where("state", "=", "connected").execute();
  await db
    .updateTable("payment_accounts")
    .set({
      state: "connected",
      account_ref: connection.accountRef,
      livemode: pending.livemode,
      sealed_key: pending.sealed_key,
      key_last4: pending.key_last4,
      webhook_endpoint_id: connection.webhook?.endpointId ?? null,
      sealed_webhook_secret: connection.webhook?.sealedSecret ?? null,
      error_code: null,
      connected_at: now,
    })
    .where("id", "=", same?.id ?? pending.id)
    .execute();
  if (same !== undefined) await db.deleteFrom("payment_accounts").where("id", "=", pending.id).execute();
}
