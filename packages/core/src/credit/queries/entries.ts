import { sql } from "kysely";
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { CreditEntry, CreditEntryKind } from "../schemas.ts";
import { tables } from "./accounts.ts";

export interface Movement {
  readonly id: Id<"cre">;
  readonly accountId: string;
  readonly kind: CreditEntryKind;
  /** Negative when it leaves the account. */
  readonly amount: number;
  readonly currency: string;
  readonly cartId: string | null;
  readonly reference: string | null;
  readonly actorKind: string;
  readonly actorId: string;
  readonly note: string | null;
}

/**
 * Changes a balance and writes the ledger in one conditional statement; false when there is not as much, or when
 * something is redeemed that is switched off or has expired.
 */
export async function moveCredit(tx: Tx<"tenant">, movement: Movement, now: Date): Promise<boolean> {
  const { amount, kind } = movement;
  const issued = kind === "issue" || kind === "adjust" ? amount : 0;
  const row = await tables(tx)
    .with("moved", (db) =>
      db
        .updateTable("credit_accounts")
        .set((eb) => ({
          balance: eb("balance", "+", amount),
          issued: eb("issued", "+", issued),
          updated_at: now,
        }))
        .where("id", "=", movement.accountId)
        .where("currency", "=", movement.currency)
        .where((eb) => eb(eb("balance", "+", amount), ">=", 0))
        .$if(kind === "redeem", (query) =>
          query
            .where("active", "=", true)
            .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", now)])),
        )
        .returning(["id", "balance"]),
    )
    .insertInto("credit_entries")
    .columns([
      "account_id",
      "id",
      "kind",
      "amount",
      "balance",
      "cart_id",
      "reference",
      "actor_kind",
      "actor_id",
      "note",
      "at",
    ])
    .expression((eb) =>
      eb
        .selectFrom("moved")
        .select([
          "moved.id",
          sql<string>`${movement.id}::text`.as("entry"),
          sql<CreditEntryKind>`${kind}::text`.as("kind"),
          sql<number>`${amount}::bigint`.as("amount"),
          "moved.balance",
          sql<string | null>`${movement.cartId}::text`.as("cart_id"),
          sql<string | null>`${movement.reference}::text`.as("reference"),
          sql<string>`${movement.actorKind}::text`.as("actor_kind"),
          sql<string>`${movement.actorId}::text`.as("actor_id"),
          sql<string | null>`${movement.note}::text`.as("note"),
          sql<Date>`${now}::timestamptz`.as("at"),
        ]),
    )
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** What a reference has moved on an account in all; negative when it has taken. */
export async function netOf(db: Db<"tenant">, accountId: string, reference: string): Promise<number> {
  const row = await tables(db)
    .selectFrom("credit_entries")
    .select(sql<number>`coalesce(sum(amount), 0)::bigint`.as("net"))
    .where("account_id", "=", accountId)
    .where("reference", "=", reference)
    .executeTakeFirst();
  return row?.net ?? 0;
}

/** Newest first. */
export async function findEntries(
  db: Db<"tenant">,
  account: { readonly id: string; readonly currency: ActiveCurrencyCode },
  before: string | null,
  limit: number,
): Promise<CreditEntry[]> {
  let query = tables(db)
    .selectFrom("credit_entries")
    .select(["id", "kind", "amount", "balance", "reference", "actor_kind", "actor_id", "note", "at"])
    .where("account_id", "=", account.id)
    .orderBy("id", "desc")
    .limit(limit);
  if (before !== null) query = query.where("id", "<", before);
  return (await query.execute()).map((row) => ({
    id: row.id as Id<"cre">,
    kind: row.kind,
    amount: { amount: row.amount, currency: account.currency },
    balance: { amount: row.balance, currency: account.currency },
    // A checkout's id opens it: staff need not see it.
    reference: row.reference?.startsWith("chk_") === true ? null : row.reference,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    note: row.note,
    at: row.at.toISOString(),
  }));
}
