import type { Insertable, Kysely, Selectable } from "kysely";
import type { ActiveCurrencyCode } from "../kernel/currency.ts";
import type { Id } from "../kernel/ids.ts";
import { type Money, money } from "../kernel/money.ts";
import type { Db, Tx } from "../platform/db.ts";
import { type Part, part, readPart } from "../platform/parts.ts";
import { type Given, piece, statement } from "../platform/statement.ts";
import type { CheckoutQuote, CheckoutState } from "./schemas.ts";
import type { CheckoutTables } from "./tables.ts";

const tables = (db: Db<"tenant">): Kysely<CheckoutTables> => db.tables<CheckoutTables>();

/** A checkout as it is stored. */
export interface CheckoutRow {
  readonly id: Id<"chk">;
  readonly cartId: Id<"crt">;
  readonly paymentId: Id<"pay">;
  readonly state: CheckoutState;
  /** What is paid with money: the total less what gift cards and store credit pay. */
  readonly due: Money<ActiveCurrencyCode>;
  readonly quote: CheckoutQuote;
  readonly quoteHash: string;
  readonly subjectId: Id<"csb"> | null;
  readonly supersedes: Id<"chk"> | null;
  readonly orderId: Id<"ord"> | null;
  readonly reason: string | null;
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly expiresAt: Date;
}

const columns = [
  "id",
  "cart_id",
  "payment_id",
  "state",
  "amount",
  "currency",
  "quote",
  "quote_hash",
  "subject_id",
  "supersedes",
  "order_id",
  "reason",
  "success_url",
  "cancel_url",
  "expires_at",
] as const;

type Row = Omit<Pick<Selectable<CheckoutTables["checkouts"]>, (typeof columns)[number]>, "expires_at"> & {
  readonly expires_at: string;
};

function toCheckout(row: Row): CheckoutRow {
  return {
    id: row.id as Id<"chk">,
    cartId: row.cart_id as Id<"crt">,
    paymentId: row.payment_id as Id<"pay">,
    state: row.state,
    due: money(row.amount, row.currency as ActiveCurrencyCode),
    quote: row.quote,
    quoteHash: row.quote_hash,
    subjectId: row.subject_id as Id<"csb"> | null,
    supersedes: row.supersedes as Id<"chk"> | null,
    orderId: row.order_id as Id<"ord"> | null,
    reason: row.reason,
    successUrl: row.success_url,
    cancelUrl: row.cancel_url,
    expiresAt: new Date(row.expires_at),
  };
}

export function checkoutById(db: Db<"tenant">, id: string): Promise<CheckoutRow | undefined> {
  return readPart(db, checkoutPart(id));
}

/** The same, to be read with others. */
export function checkoutPart(id: string): Part<CheckoutRow | undefined> {
  return part(byId({ id }), ([row]) => row && toCheckout(row));
}

const byId = piece((own: Kysely<CheckoutTables>, { id }: Given<{ id: string }>) =>
  own.selectFrom("checkouts").select(columns).where("id", "=", id),
);

/** Who placed them. */
export async function buyersOf(
  db: Db<"tenant">,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly email: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom("checkouts")
    .select((eb) => [
      "id",
      eb.ref("quote", "->>").key("email").as("email"),
      eb.ref("quote", "->>").key("address").key("name").as("name"),
    ])
    .where("id", "in", ids)
    .execute();
  // Whoever was erased in between has neither.
  return new Map(rows.map(({ id, name, email }) => [id, { name: name ?? "", email: email ?? "" }]));
}

type CheckoutStanding = Pick<CheckoutRow, "id" | "cartId" | "paymentId" | "state" | "reason" | "successUrl">;

/** How far it is, without the quote. */
export async function checkoutStanding(db: Db<"tenant">, id: string): Promise<CheckoutStanding | undefined> {
  const [row] = await standingOf(db, { id });
  return (
    row && {
      id: row.id as Id<"chk">,
      cartId: row.cart_id as Id<"crt">,
      paymentId: row.payment_id as Id<"pay">,
      state: row.state,
      reason: row.reason,
      successUrl: row.success_url,
    }
  );
}

const standingOf = statement((own: Kysely<CheckoutTables>, { id }: Given<{ id: string }>) =>
  own
    .selectFrom("checkouts")
    .select(["id", "cart_id", "payment_id", "state", "reason", "success_url"])
    .where("id", "=", id),
);

/** The cart's checkout that is open or became the order. The caller holds the cart. */
export function liveCheckout(tx: Tx<"tenant">, cartId: string): Promise<CheckoutRow | undefined> {
  return readPart(tx, liveCheckoutPart(cartId));
}

/** The same, to be read with others. */
export function liveCheckoutPart(cartId: string): Part<CheckoutRow | undefined> {
  return part(liveOf({ cartId }), ([row]) => row && toCheckout(row));
}

const liveOf = piece((own: Kysely<CheckoutTables>, { cartId }: Given<{ cartId: string }>) =>
  own
    .selectFrom("checkouts")
    .select(columns)
    .where("cart_id", "=", cartId)
    .where("state", "in", ["payment_pending", "processing", "completed"])
    .limit(1),
);

export async function insertCheckout(
  tx: Tx<"tenant">,
  checkout: Omit<CheckoutRow, "state" | "orderId" | "reason">,
  now: Date,
): Promise<void> {
  await newCheckout(tx, {
    id: checkout.id,
    cart_id: checkout.cartId,
    payment_id: checkout.paymentId,
    state: "payment_pending",
    amount: checkout.due.amount,
    currency: checkout.due.currency,
    quote: JSON.stringify(checkout.quote),
    quote_hash: checkout.quoteHash,
    subject_id: checkout.subjectId,
    supersedes: checkout.supersedes,
    order_id: null,
    reason: null,
    success_url: checkout.successUrl,
    cancel_url: checkout.cancelUrl,
    expires_at: checkout.expiresAt,
    created_at: now,
    updated_at: now,
  });
}

const newCheckout = statement((own: Kysely<CheckoutTables>, row: Given<Insertable<CheckoutTables["checkouts"]>>) =>
  own.insertInto("checkouts").values(row),
);

export interface Move {
  readonly from: readonly CheckoutState[];
  readonly to: CheckoutState;
  readonly reason?: string | null;
  readonly orderId?: string;
}

/** Moves a checkout from one of the states; false when it is in none of them. */
export async function moveCheckout(tx: Tx<"tenant">, id: string, move: Move, now: Date): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("checkouts")
    .set({
      state: move.to,
      updated_at: now,
      ...(move.reason === undefined ? {} : { reason: move.reason }),
      ...(move.orderId === undefined ? {} : { order_id: move.orderId }),
    })
    .where("id", "=", id)
    .where("state", "in", move.from)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Cancels the cart's other open checkouts, for this one has been paid. Answers which. */
export async function cancelOthers(tx: Tx<"tenant">, cartId: string, except: string, now: Date): Promise<string[]> {
  const rows = await tables(tx)
    .updateTable("checkouts")
    .set({ state: "cancelled", reason: "other_paid", updated_at: now })
    .where("cart_id", "=", cartId)
    .where("id", "<>", except)
    .where("state", "in", ["payment_pending", "processing"])
    .returning("id")
    .execute();
  return rows.map((row) => row.id);
}
