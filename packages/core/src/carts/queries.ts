import { type Insertable, type Kysely, type Selectable, sql } from "kysely";
import type { Id } from "../kernel/ids.ts";
import type { Db, Tx } from "../platform/db.ts";
import { type Ids, type Part, part, takenFrom } from "../platform/parts.ts";
import { arrayOf, type Given, type Piece, piece, statement } from "../platform/statement.ts";
import type { KeptTaxAnswer } from "../tax/engine-schemas.ts";
import type { TaxIdEvidence } from "../tax/schemas.ts";
import type { Address } from "./schemas.ts";
import type { CartsTables, Hold } from "./tables.ts";

const tables = (db: Db<"tenant">): Kysely<CartsTables> => db.tables<CartsTables>();

/** A cart as it is stored: what was chosen, no price. */
export interface StoredCart {
  readonly id: Id<"crt">;
  readonly status: "open" | "closed";
  readonly marketId: Id<"mkt">;
  readonly locale: string;
  readonly channel: string;
  readonly email: string | null;
  readonly address: Address | null;
  readonly shippingMethodId: Id<"shp"> | null;
  readonly taxId: TaxIdEvidence | null;
  /** What a tax engine said of it; holds only for the facts that it names. */
  readonly taxAnswer: KeptTaxAnswer | null;
  readonly customerId: Id<"cus"> | null;
  /** Codes of promotions as they are compared, in the order in which they were entered. */
  readonly codes: readonly string[];
  /** Accounts of gift cards, likewise. */
  readonly giftCards: readonly string[];
  readonly useStoreCredit: boolean;
  /** Codes tried that nobody knows. */
  readonly guesses: number;
  readonly held: Hold | null;
  readonly updatedAt: Date;
}

export interface StoredLine {
  readonly id: Id<"lin">;
  readonly variantId: Id<"var">;
  readonly quantity: number;
}

const columns = [
  "id",
  "status",
  "market_id",
  "locale",
  "channel",
  "email",
  "address",
  "shipping_method_id",
  "tax_id",
  "tax_answer",
  "customer_id",
  "codes",
  "gift_cards",
  "use_store_credit",
  "guesses",
  "held",
  "updated_at",
] as const;

function toCart(row: Pick<Selectable<CartsTables["carts"]>, (typeof columns)[number]>): StoredCart {
  return {
    id: row.id as Id<"crt">,
    status: row.status,
    marketId: row.market_id as Id<"mkt">,
    locale: row.locale,
    channel: row.channel,
    email: row.email,
    address: row.address,
    shippingMethodId: row.shipping_method_id as Id<"shp"> | null,
    taxId: row.tax_id,
    taxAnswer: row.tax_answer,
    customerId: row.customer_id as Id<"cus"> | null,
    codes: row.codes,
    giftCards: row.gift_cards,
    useStoreCredit: row.use_store_credit,
    guesses: row.guesses,
    held: row.held,
    updatedAt: row.updated_at,
  };
}

const toLine = (row: { id: string; variant_id: string; quantity: number }): StoredLine => ({
  id: row.id as Id<"lin">,
  variantId: row.variant_id as Id<"var">,
  quantity: row.quantity,
});

/** Ids are ordered by time: lines stay in the order in which they were added. */
const inOrder = (lines: readonly StoredLine[]): StoredLine[] => lines.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** What is read with a cart of others' tables, by the id of its market. */
export type Beside<T> = (marketId: Piece<string>) => Part<T>;

/** The cart and what is read beside it, in one statement. */
export async function selectCart<T>(
  db: Db<"tenant">,
  id: string,
  beside: Beside<T>,
): Promise<(StoredCart & T) | undefined> {
  return cartWith(db, id, beside, false);
}

/**
 * The same, the cart locked: everything that changes it or turns it into an order waits here. What is read beside
 * it may be from before the wait: its lines, which only the holder changes, are read afterwards.
 */
export async function selectCartForUpdate<T>(
  tx: Tx<"tenant">,
  id: string,
  beside: Beside<T>,
): Promise<(StoredCart & T) | undefined> {
  return cartWith(tx, id, beside, true);
}

const cartBy = statement((own: Kysely<CartsTables>, { id }: Given<{ id: string }>, lock: boolean) =>
  own
    .selectFrom("carts as c")
    .select(columns.map((column) => `c.${column}` as const))
    .where("c.id", "=", id)
    .$if(lock, (query) => query.forUpdate("c")),
);
const itsMarket = piece(() => sql.ref<string>("c.market_id"))({});

async function cartWith<T>(
  db: Db<"tenant">,
  id: string,
  beside: Beside<T>,
  lock: boolean,
): Promise<(StoredCart & T) | undefined> {
  const wanted = beside(itsMarket);
  const [row] = await cartBy.beside(db, wanted.columns, { id }, lock);
  return row && { ...toCart(row), ...takenFrom(wanted, row) };
}

export function linesPart(cartId: string): Part<StoredLine[]> {
  return part(linesOf({ cartId }), (rows) => inOrder(rows.map(toLine)));
}

const linesOf = piece((own: Kysely<CartsTables>, { cartId }: Given<{ cartId: string }>) =>
  own.selectFrom("cart_lines").select(["id", "variant_id", "quantity"]).where("cart_id", "=", cartId),
);

/** The variants of a cart's lines, for others to read what belongs to them in the same statement. */
export const variantsIn = (cartId: string): Ids => arrayOf(variantsOf({ cartId }));

const variantsOf = piece((own: Kysely<CartsTables>, { cartId }: Given<{ cartId: string }>) =>
  own.selectFrom("cart_lines").select("variant_id").where("cart_id", "=", cartId),
);

export interface NewCart {
  readonly id: Id<"crt">;
  readonly marketId: Id<"mkt">;
  readonly locale: string;
  readonly channel: string;
  readonly customerId: Id<"cus"> | null;
}

export async function insertCart(tx: Tx<"tenant">, cart: NewCart, now: Date): Promise<StoredCart> {
  const { id, marketId: market_id, locale, channel, customerId: customer_id } = cart;
  const [row] = await newCart(tx, { id, market_id, locale, channel, customer_id, created_at: now, updated_at: now });
  if (row === undefined) throw new Error("a cart that was inserted is answered");
  return toCart(row);
}

type NewRow = Given<
  Pick<Insertable<CartsTables["carts"]>, "id" | "market_id" | "locale" | "channel" | "customer_id"> & {
    created_at: Date;
    updated_at: Date;
  }
>;
const newCart = statement((own: Kysely<CartsTables>, row: NewRow) =>
  own
    .insertInto("carts")
    .values({
      ...row,
      status: "open",
      email: null,
      address: null,
      shipping_method_id: null,
      tax_id: null,
      held: null,
    })
    .returning(columns),
);

/** The cart as an update leaves it, by the columns that it sets. */
export type CartChange = Partial<{
  locale: string;
  email: string;
  address: Address;
  shippingMethodId: string | null;
  taxId: TaxIdEvidence | null;
  customerId: Id<"cus"> | null;
  codes: readonly string[];
  giftCards: readonly string[];
  useStoreCredit: boolean;
  guesses: number;
}>;

function columnsOf(change: CartChange, now: Date) {
  return {
    updated_at: now,
    ...(change.locale === undefined ? {} : { locale: change.locale }),
    ...(change.email === undefined ? {} : { email: change.email }),
    ...(change.address === undefined ? {} : { address: JSON.stringify(change.address) }),
    ...(change.codes === undefined ? {} : { codes: JSON.stringify(change.codes) }),
    ...(change.giftCards === undefined ? {} : { gift_cards: JSON.stringify(change.giftCards) }),
    ...(change.useStoreCredit === undefined ? {} : { use_store_credit: change.useStoreCredit }),
    ...(change.guesses === undefined ? {} : { guesses: change.guesses }),
    ...(change.customerId === undefined ? {} : { customer_id: change.customerId }),
    ...(change.taxId === undefined ? {} : { tax_id: change.taxId && JSON.stringify(change.taxId) }),
    ...(change.shippingMethodId === undefined ? {} : { shipping_method_id: change.shippingMethodId }),
  };
}

/** Changes the cart and answers its lines, in one statement. */
export async function updateCart(
  tx: Tx<"tenant">,
  cartId: string,
  change: CartChange,
  now: Date,
): Promise<StoredLine[]> {
  const rows = await touched(tx, { cartId, ...columnsOf(change, now) });
  return inOrder(rows.map(toLine));
}

type Touched = ReturnType<typeof columnsOf>;
const touched = statement((own: Kysely<CartsTables>, { cartId, ...set }: Given<{ cartId: string } & Touched>) =>
  own
    .with("touched", (db) => db.updateTable("carts").set(set).where("id", "=", cartId).returning("id"))
    .selectFrom("cart_lines")
    .innerJoin("touched", "touched.id", "cart_lines.cart_id")
    .select(["cart_lines.id", "cart_lines.variant_id", "cart_lines.quantity"]),
);

/** Puts pieces of a variant into the cart, onto those already there, and answers all lines, in one statement. */
export async function putLine(
  tx: Tx<"tenant">,
  cartId: string,
  line: StoredLine,
  change: CartChange,
  now: Date,
): Promise<StoredLine[]> {
  const { id, variantId, quantity } = line;
  const rows = await putInto(tx, { cartId, id, variantId, quantity, ...columnsOf(change, now) });
  return inOrder(rows.map(toLine));
}

type Put = Given<{ cartId: string; id: string; variantId: string; quantity: number } & Touched>;
const putInto = statement((own: Kysely<CartsTables>, { cartId, id, variantId, quantity, ...set }: Put) =>
  own
    .with("touched", (db) => db.updateTable("carts").set(set).where("id", "=", cartId))
    .with("put", (db) =>
      db
        .insertInto("cart_lines")
        .values({ id, cart_id: cartId, variant_id: variantId, quantity })
        .onConflict((conflict) =>
          conflict.constraint("cart_lines_variant").doUpdateSet((eb) => ({
            quantity: eb("cart_lines.quantity", "+", eb.ref("excluded.quantity")),
          })),
        )
        .returning(["id", "variant_id", "quantity"]),
    )
    .selectFrom("put")
    .select(["id", "variant_id", "quantity"])
    .unionAll((eb) =>
      eb
        .selectFrom("cart_lines")
        .select(["id", "variant_id", "quantity"])
        .where("cart_id", "=", cartId)
        .where("variant_id", "!=", variantId),
    ),
);

/** Sets a line's quantity, 0 removes it; answers all lines, or undefined when the cart has no such line. */
export async function changeLine(
  tx: Tx<"tenant">,
  cartId: string,
  lineId: string,
  quantity: number,
  change: CartChange,
  now: Date,
): Promise<StoredLine[] | undefined> {
  const lines = await updateCart(tx, cartId, change, now);
  if (!lines.some((line) => line.id === lineId)) return undefined;
  if (quantity === 0) {
    await tables(tx).deleteFrom("cart_lines").where("id", "=", lineId).where("cart_id", "=", cartId).execute();
    return lines.filter((line) => line.id !== lineId);
  }
  await tables(tx)
    .updateTable("cart_lines")
    .set({ quantity })
    .where("id", "=", lineId)
    .where("cart_id", "=", cartId)
    .execute();
  return lines.map((line) => (line.id === lineId ? { ...line, quantity } : line));
}

/** Closes an open cart; false when it was closed before. */
export async function closeOpenCart(tx: Tx<"tenant">, cartId: string, now: Date): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("carts")
    .set({ status: "closed", held: null, updated_at: now })
    .where("id", "=", cartId)
    .where("status", "=", "open")
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Whose the cart is. */
export async function setBuyer(tx: Tx<"tenant">, cartId: string, customerId: Id<"cus"> | null): Promise<void> {
  await tables(tx).updateTable("carts").set({ customer_id: customerId }).where("id", "=", cartId).execute();
}

export async function setHold(tx: Tx<"tenant">, cartId: string, hold: Hold | null): Promise<void> {
  await noteHold(tx, { cartId, held: hold === null ? null : JSON.stringify(hold) });
}

const noteHold = statement(
  (own: Kysely<CartsTables>, { cartId, held }: Given<{ cartId: string; held: string | null }>) =>
    own.updateTable("carts").set({ held }).where("id", "=", cartId),
);

/** Keeps what a tax engine said of the cart; whether it still fits is seen by the facts that it names. */
export async function keepTaxAnswer(tx: Tx<"tenant">, cartId: string, answer: KeptTaxAnswer): Promise<void> {
  await tables(tx)
    .updateTable("carts")
    .set({ tax_answer: JSON.stringify(answer) })
    .where("id", "=", cartId)
    .where("status", "=", "open")
    .execute();
}
