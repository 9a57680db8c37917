import { type Kysely, sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import { isOpen } from "./orders.ts";
import type { OrdersTables } from "../tables.ts";

const tables = (db: Db<"tenant">): Kysely<OrdersTables> => db.tables<OrdersTables>();

/** What was sold between two moments, per currency. What was cancelled before it was sent is no sale. */
export function salesBetween(db: Db<"tenant">, from: Date, until: Date) {
  return tables(db)
    .selectFrom("orders")
    .select((eb) => [
      "currency",
      sql<number>`count(*)::int`.as("orders"),
      sql<number>`sum(item_count)::int`.as("items"),
      eb.fn.sum<number>("total_amount").as("total"),
      eb.fn.sum<number>("refunded_amount").as("refunded"),
    ])
    .where("placed_at", ">=", from)
    .where("placed_at", "<", until)
    .where("cancelled_at", "is", null)
    .groupBy("currency")
    .orderBy("currency")
    .execute();
}

/** Orders that wait to be sent, counted no further than `most`. */
export async function countOpenOrders(db: Db<"tenant">, most: number): Promise<number> {
  const row = await tables(db)
    .with("open", (cte) => cte.selectFrom("orders").select("id").where(isOpen).limit(most))
    .selectFrom("open")
    .select((eb) => eb.fn.countAll<number>().as("orders"))
    .executeTakeFirstOrThrow();
  return Number(row.orders);
}
