import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import { mostPerCustomer } from "../rules/check.ts";
import { isLimited, tables } from "./promotions.ts";

/** One use of a promotion that a checkout wants. */
export interface Use {
  readonly promotionId: string;
  readonly code: string | null;
  readonly amount: number;
  readonly currency: string;
}

export interface Holder {
  readonly cartId: string;
  readonly checkoutId: string;
  readonly customerKey: string;
}

export interface HeldUse extends Use {
  readonly counted: boolean;
  readonly state: "held" | "used" | "released";
}

/** The uses of a cart by this checkout, in the order in which everybody locks. */
export async function usesOf(
  db: Db<"tenant">,
  { cartId, checkoutId }: Omit<Holder, "customerKey">,
): Promise<HeldUse[]> {
  const rows = await tables(db)
    .selectFrom("promotion_uses")
    .select(["promotion_id", "code", "amount", "currency", "counted", "state"])
    .where("cart_id", "=", cartId)
    .where("checkout_id", "=", checkoutId)
    .orderBy("promotion_id")
    .execute();
  return rows.map(({ promotion_id: promotionId, ...row }) => ({ ...row, promotionId }));
}

/** Which of the promotions count their uses, and how often each customer may; missing ones are gone. */
export async function limitsOf(
  db: Db<"tenant">,
  ids: readonly string[],
): Promise<Map<string, { readonly limited: boolean; readonly perCustomer: number | null }>> {
  const rows = await tables(db)
    .selectFrom("promotions")
    .select(["id", "max_uses", "budget_amount", "per_customer", "rule"])
    .where("id", "=", sql<string>`any(${[...ids]}::text[])`)
    .execute();
  return new Map(
    rows.map((row) => {
      return [row.id, { limited: isLimited(row), perCustomer: mostPerCustomer(row.per_customer, row.rule) }];
    }),
  );
}

/** Counts a use of a limited promotion, if its limits still allow it: one conditional statement. */
export async function countUse(tx: Tx<"tenant">, { promotionId, amount, currency }: Use): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("promotions")
    .set((eb) => ({ uses: eb("uses", "+", 1), spent: eb("spent", "+", amount) }))
    .where("id", "=", promotionId)
    .where((eb) => eb.or([eb("max_uses", "is", null), eb("uses", "<", eb.ref("max_uses"))]))
    .where((eb) =>
      eb.or([
        eb("budget_amount", "is", null),
        eb.and([eb("budget_currency", "=", currency), eb(eb("spent", "+", amount), "<=", eb.ref("budget_amount"))]),
      ]),
    )
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The same for the code that it was entered with. */
export async function countCode(tx: Tx<"tenant">, code: string, promotionId: string): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("promotion_codes")
    .set((eb) => ({ uses: eb("uses", "+", 1) }))
    .where("code", "=", code)
    .where("promotion_id", "=", promotionId)
    .where("active", "=", true)
    .where((eb) => eb.or([eb("max_uses", "is", null), eb("uses", "<", eb.ref("max_uses"))]))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * Notes the use, unless the customer has had as many as allowed. Whoever calls for a limit per customer has counted
 * the use before: the promotion's row is locked, so that this statement sees all uses there are.
 */
export async function insertUse(
  tx: Tx<"tenant">,
  { cartId, checkoutId, customerKey }: Holder,
  use: Use & { readonly counted: boolean; readonly perCustomer: number | null },
  now: Date,
): Promise<boolean> {
  const row = await tables(tx)
    .insertInto("promotion_uses")
    .columns([
      "cart_id",
      "promotion_id",
      "checkout_id",
      "code",
      "customer_key",
      "amount",
      "currency",
      "counted",
      "state",
      "at",
    ])
    .expression((eb) =>
      eb
        .selectFrom(
          eb
            .selectFrom("promotion_uses")
            .select(sql<number>`count(*)::int`.as("had"))
            .where("promotion_id", "=", use.promotionId)
            .where("customer_key", "=", customerKey)
            .where("state", "<>", "released")
            .as("before"),
        )
        .select([
          sql<string>`${cartId}::text`.as("cart_id"),
          sql<string>`${use.promotionId}::text`.as("promotion_id"),
          sql<string>`${checkoutId}::text`.as("checkout_id"),
          sql<string | null>`${use.code}::text`.as("code"),
          sql<string>`${customerKey}::text`.as("customer_key"),
          sql<number>`${use.amount}::bigint`.as("amount"),
          sql<string>`${use.currency}::text`.as("currency"),
          sql<boolean>`${use.counted}::boolean`.as("counted"),
          sql<"held">`'held'`.as("state"),
          sql<Date>`${now}::timestamptz`.as("at"),
        ])
        .where(sql<boolean>`${use.perCustomer}::int is null or before.had < ${use.perCustomer}::int`),
    )
    .onConflict((conflict) =>
      conflict
        .columns(["cart_id", "promotion_id"])
        .doUpdateSet((eb) => ({
          checkout_id: eb.ref("excluded.checkout_id"),
          code: eb.ref("excluded.code"),
          customer_key: eb.ref("excluded.customer_key"),
          amount: eb.ref("excluded.amount"),
          currency: eb.ref("excluded.currency"),
          counted: eb.ref("excluded.counted"),
          state: "held" as const,
          at: eb.ref("excluded.at"),
        }))
        .where("promotion_uses.state", "=", "released"),
    )
    .returning("cart_id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Moves a checkout's uses on from one state; answers them. */
export async function moveUses(
  tx: Tx<"tenant">,
  { cartId, checkoutId }: Omit<Holder, "customerKey">,
  from: "held" | "used",
  to: "used" | "released",
): Promise<readonly (Use & { readonly counted: boolean })[]> {
  const rows = await tables(tx)
    .updateTable("promotion_uses")
    .set({ state: to })
    .where("cart_id", "=", cartId)
    .where("checkout_id", "=", checkoutId)
    .where("state", "=", from)
    .returning(["promotion_id", "code", "amount", "currency", "counted"])
    .execute();
  return rows
    .map(({ promotion_id: promotionId, ...row }) => ({ ...row, promotionId }))
    .toSorted((a, b) => (a.promotionId < b.promotionId ? -1 : 1));
}

/** Gives a use back to the counters that included it. */
export async function uncount(tx: Tx<"tenant">, use: Use & { readonly counted: boolean }): Promise<void> {
  if (use.counted) {
    await tables(tx)
      .updateTable("promotions")
      .set((eb) => ({ uses: eb("uses", "-", 1), spent: eb("spent", "-", use.amount) }))
      .where("id", "=", use.promotionId)
      .execute();
  }
  if (use.code === null) return;
  await tables(tx)
    .updateTable("promotion_codes")
    .set((eb) => ({ uses: eb("uses", "-", 1) }))
    .where("code", "=", use.code)
    .execute();
}
