import { type Kysely, type Selectable, sql } from "kysely";
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { anyOf, type Part, part, readPart } from "../../platform/parts.ts";
import { type Given, piece } from "../../platform/statement.ts";
import type { CreditOffer } from "../rules.ts";
import type { CreditAccount } from "../schemas.ts";
import type { CreditTables } from "../tables.ts";

export const tables = (db: Db<"tenant">): Kysely<CreditTables> => db.tables<CreditTables>();

const columns = [
  "id",
  "kind",
  "last4",
  "customer_id",
  "currency",
  "balance",
  "issued",
  "active",
  "expires_at",
  "note",
  "version",
  "created_at",
] as const;
type Row = Pick<Selectable<CreditTables["credit_accounts"]>, (typeof columns)[number]>;

function toAccount(row: Row): CreditAccount {
  const currency = row.currency as ActiveCurrencyCode;
  return {
    id: row.id as Id<"crd">,
    kind: row.kind,
    last4: row.last4,
    customerId: row.customer_id as Id<"cus"> | null,
    balance: { amount: row.balance, currency },
    issued: { amount: row.issued, currency },
    active: row.active,
    expiresAt: row.expires_at?.toISOString() ?? null,
    note: row.note,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  };
}

export async function accountById(db: Db<"tenant">, id: string): Promise<CreditAccount | undefined> {
  const row = await tables(db).selectFrom("credit_accounts").select(columns).where("id", "=", id).executeTakeFirst();
  return row && toAccount(row);
}

export async function accountByHash(db: Db<"tenant">, hash: string): Promise<CreditAccount | undefined> {
  const row = await tables(db)
    .selectFrom("credit_accounts")
    .select(columns)
    .where("code_hash", "=", hash)
    .executeTakeFirst();
  return row && toAccount(row);
}

export async function accountsOfCustomer(db: Db<"tenant">, customerId: string): Promise<CreditAccount[]> {
  const rows = await tables(db)
    .selectFrom("credit_accounts")
    .select(columns)
    .where("customer_id", "=", customerId)
    .orderBy("currency")
    .execute();
  return rows.map(toAccount);
}

/** Gift cards, newest first, by id: ids are ordered by time. */
export async function findGiftCards(
  db: Db<"tenant">,
  filter: { readonly last4: string | null; readonly before: string | null; readonly limit: number },
): Promise<CreditAccount[]> {
  let query = tables(db)
    .selectFrom("credit_accounts")
    .select(columns)
    .where("kind", "=", "gift_card")
    .orderBy("id", "desc")
    .limit(filter.limit);
  if (filter.last4 !== null) query = query.where("last4", "=", filter.last4);
  if (filter.before !== null) query = query.where("id", "<", filter.before);
  return (await query.execute()).map(toAccount);
}

export interface NewAccount {
  readonly id: Id<"crd">;
  readonly kind: CreditAccount["kind"];
  readonly codeHash: string | null;
  readonly last4: string | null;
  readonly customerId: string | null;
  readonly currency: string;
  readonly expiresAt: Date | null;
  readonly note: string | null;
}

/** An empty account; of a customer's accounts in one currency there is one, and its id is answered. */
export async function openAccount(tx: Tx<"tenant">, account: NewAccount, now: Date): Promise<Id<"crd">> {
  const row = await tables(tx)
    .insertInto("credit_accounts")
    .values({
      id: account.id,
      kind: account.kind,
      code_hash: account.codeHash,
      last4: account.last4,
      customer_id: account.customerId,
      currency: account.currency,
      active: true,
      expires_at: account.expiresAt,
      note: account.note,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["customer_id", "currency"])
        .where("customer_id", "is not", null)
        .doUpdateSet({ updated_at: now }),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id as Id<"crd">;
}

export async function changeAccount(
  tx: Tx<"tenant">,
  change: {
    readonly id: string;
    readonly version: number;
    readonly active: boolean;
    readonly expiresAt: Date | null;
    readonly note: string | null;
  },
  now: Date,
): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("credit_accounts")
    .set({
      active: change.active,
      expires_at: change.expiresAt,
      note: change.note,
      version: change.version + 1,
      updated_at: now,
    })
    .where("id", "=", change.id)
    .where("version", "=", change.version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The cart's accounts as it sees them, in the order asked for; gone ones are left out. One statement. */
export function creditOffers(
  db: Db<"tenant">,
  cartId: string,
  ids: readonly string[],
  customerId: string | null,
): Promise<CreditOffer[]> {
  return readPart(db, creditOffersPart(cartId, ids, customerId));
}

/** The same, to be read with others. */
export function creditOffersPart(
  cartId: string,
  ids: readonly string[],
  customerId: string | null,
): Part<CreditOffer[]> {
  return part(offers({ cartId, ids, customerId }), (rows) =>
    rows.map(toOffer).toSorted((a, b) => ids.indexOf(a.accountId) - ids.indexOf(b.accountId)),
  );
}

type OffersOf = Given<{ cartId: string; ids: readonly string[]; customerId: string | null }>;
const offers = piece((tables: Kysely<CreditTables>, { cartId, ids, customerId }: OffersOf) =>
  tables
    .selectFrom("credit_accounts as a")
    .select(["a.id", "a.kind", "a.last4", "a.currency", "a.balance", "a.active", "a.expires_at"])
    .select((eb) =>
      eb
        .selectFrom("credit_entries as e")
        .select(sql<number>`coalesce(-sum(e.amount), 0)::bigint`.as("held"))
        .whereRef("e.account_id", "=", "a.id")
        .where("e.cart_id", "=", cartId)
        .$asScalar()
        .as("held"),
    )
    // Of nobody is no account: null equals nothing.
    .where((eb) => eb.or([eb("a.id", "=", anyOf(ids)), eb("a.customer_id", "=", customerId)])),
);

type OfferRow = Pick<Row, "id" | "kind" | "last4" | "currency" | "balance" | "active"> & {
  readonly expires_at: string | null;
  readonly held: number | null;
};

function toOffer(row: OfferRow): CreditOffer {
  return {
    accountId: row.id as Id<"crd">,
    kind: row.kind,
    last4: row.last4,
    currency: row.currency as ActiveCurrencyCode,
    balance: row.balance + (row.held ?? 0),
    active: row.active,
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
  };
}
