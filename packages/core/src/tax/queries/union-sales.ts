import { type Kysely, sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import type { UnionCrossings, UnionHistory, UnionHolds, UnionSales } from "../rules/union-threshold.ts";
import type { TaxTables } from "../tables.ts";

const tables = (db: Db<"tenant">): Kysely<TaxTables> => db.tables<TaxTables>();

export interface StoredUnionSales {
  readonly home: string | null;
  readonly sales: UnionSales;
  readonly holds: UnionHolds;
  readonly history: UnionHistory;
  readonly crossings: UnionCrossings;
}

/** Where the seller is, and what was sold to consumers of other member states. */
export async function selectUnionSales(db: Db<"tenant">): Promise<StoredUnionSales> {
  const row = await tables(db)
    .selectFrom("tax_settings")
    .select(["home_country", "union_sales", "union_holds", "union_history", "union_crossings"])
    .executeTakeFirstOrThrow();
  return {
    home: row.home_country,
    sales: row.union_sales,
    holds: row.union_holds,
    history: row.union_history,
    crossings: row.union_crossings,
  };
}

const soldIn = (year: number) => sql<number>`coalesce((union_sales ->> ${String(year)})::bigint, 0)`;

const lives = (at: Date, cartId: string) =>
  sql<boolean>`one.value ->> 'until' > ${at.toISOString()} and one.value ->> 'cart' <> ${cartId}`;

/** What others hold at the moment. */
const heldBesides = (at: Date, cartId: string) => sql<number>`
  (select coalesce(sum((one.value ->> 'cents')::bigint), 0) from jsonb_each(union_holds) as one
   where ${lives(at, cartId)})`;

/** Their entries: what has run out is dropped in passing. */
const holdsBesides = (at: Date, cartId: string) => sql<string>`
  (select coalesce(jsonb_object_agg(one.key, one.value), '{}') from jsonb_each(union_holds) as one
   where ${lives(at, cartId)})`;

const stillHeld = (checkoutId: string, at: Date) =>
  sql<boolean>`coalesce(union_holds -> ${checkoutId} ->> 'until' > ${at.toISOString()}, false)`;

interface Fitting {
  readonly cartId: string;
  readonly cents: number;
  readonly at: Date;
  readonly threshold: number;
}

/** Whether a sale keeps the year within the threshold, others that are being paid included. */
function fits({ cartId, cents, at, threshold }: Fitting) {
  const year = at.getUTCFullYear();
  return sql<boolean>`${soldIn(year - 1)} <= ${threshold}
    and ${soldIn(year)} + ${heldBesides(at, cartId)} + ${cents}::bigint <= ${threshold}`;
}

/** Takes a checkout's part of what is left, in one statement; false where it does not fit. */
export async function holdUnionSale(
  tx: Tx<"tenant">,
  hold: Fitting & { readonly checkoutId: string; readonly until: Date },
): Promise<boolean> {
  const { checkoutId, cartId, cents, until, at } = hold;
  const own = JSON.stringify({ [checkoutId]: { cart: cartId, cents, until: until.toISOString() } });
  const { numUpdatedRows } = await tables(tx)
    .updateTable("tax_settings")
    .set({ union_holds: sql`${holdsBesides(at, cartId)} || ${own}::jsonb` })
    .where(fits(hold))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Holds it longer, while it is still held. */
export async function extendUnionHold(tx: Tx<"tenant">, checkoutId: string, at: Date, until: Date): Promise<void> {
  const path = [checkoutId, "until"];
  await tables(tx)
    .updateTable("tax_settings")
    .set({
      union_holds: sql`jsonb_set(union_holds, ${path}::text[], to_jsonb(${until.toISOString()}::text))`,
    })
    .where(stillHeld(checkoutId, at))
    .execute();
}

export async function dropUnionHold(tx: Tx<"tenant">, checkoutId: string): Promise<void> {
  await tables(tx)
    .updateTable("tax_settings")
    .set({ union_holds: sql`union_holds - ${checkoutId}::text` })
    .where(sql<boolean>`jsonb_exists(union_holds, ${checkoutId})`)
    .execute();
}

/** A month's figures with something added. */
const historyWith = (at: Date, sold: number, returned: number) => {
  const month = at.toISOString().slice(0, 7);
  const was = (what: "sold" | "returned") => sql`coalesce((union_history -> ${month} ->> ${what})::bigint, 0)`;
  return sql<string>`jsonb_set(union_history, ${[month]}::text[], jsonb_build_object(
    'sold', ${was("sold")} + ${sold}::bigint, 'returned', ${was("returned")} + ${returned}::bigint))`;
};

/** The year's sum with something added, and when that took it over the threshold. */
function changed(at: Date, cents: number, orderId: string | null, threshold: number) {
  const [year, path] = [at.getUTCFullYear(), [String(at.getUTCFullYear())]];
  const crossing = JSON.stringify({ [year]: { at: at.toISOString(), orderId } });
  return {
    union_sales: sql<string>`jsonb_set(union_sales, ${path}::text[],
      to_jsonb(greatest(0, ${soldIn(year)} + ${cents}::bigint)))`,
    union_crossings: sql<string>`case when ${soldIn(year)} + ${cents}::bigint > ${threshold}
      then ${crossing}::jsonb || union_crossings else union_crossings end`,
  };
}

/**
 * Counts an order in one statement, while the year has not exceeded the threshold. One that is taxed at home because it
 * is counted has to fit, or to hold its part still; false where neither is so.
 */
export async function addUnionSale(
  tx: Tx<"tenant">,
  sale: Fitting & { readonly checkoutId: string; readonly orderId: string; readonly atHome: boolean },
): Promise<boolean> {
  const { checkoutId, orderId, cents, at, threshold, atHome } = sale;
  const { numUpdatedRows } = await tables(tx)
    .updateTable("tax_settings")
    .set({
      ...changed(at, cents, orderId, threshold),
      union_holds: sql`union_holds - ${checkoutId}::text`,
      union_history: historyWith(at, cents, 0),
    })
    .where(
      atHome
        ? sql<boolean>`(${stillHeld(checkoutId, at)} or (${fits(sale)}))`
        : sql<boolean>`${soldIn(at.getUTCFullYear())} <= ${threshold}`,
    )
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Takes off what was given back this year, unless the year has exceeded the threshold. */
export async function subtractUnionSale(
  tx: Tx<"tenant">,
  { cents, at, threshold }: Omit<Fitting, "cartId">,
): Promise<void> {
  await tables(tx)
    .updateTable("tax_settings")
    .set({ ...changed(at, -cents, null, threshold), union_history: historyWith(at, 0, cents) })
    .where(soldIn(at.getUTCFullYear()), "<=", threshold)
    .execute();
}
