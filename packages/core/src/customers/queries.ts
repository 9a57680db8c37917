import type { Kysely, Selectable } from "kysely";
import type { Id } from "../kernel/ids.ts";
import { toInstant } from "../kernel/time.ts";
import type { Db, Tx } from "../platform/db.ts";
import type { Customer } from "./schemas.ts";
import type { CustomersTables } from "./tables.ts";

const tables = (db: Db<"tenant">): Kysely<CustomersTables> => db.tables<CustomersTables>();
const columns = ["id", "email", "name", "locale", "orders_count", "last_order_at", "created_at"] as const;

type Row = Pick<Selectable<CustomersTables["customers"]>, (typeof columns)[number]>;

function toCustomer(row: Row): Customer {
  return {
    id: row.id as Id<"cus">,
    email: row.email,
    name: row.name,
    locale: row.locale,
    ordersCount: row.orders_count,
    lastOrderAt: row.last_order_at === null ? null : toInstant(row.last_order_at),
    createdAt: toInstant(row.created_at),
  };
}

export interface OrderOfBuyer {
  readonly newId: Id<"cus">;
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly at: Date;
}

/** One statement: the row of this address, made or brought up to date, with one order more. */
export async function upsertBuyer(tx: Tx<"tenant">, order: OrderOfBuyer): Promise<Id<"cus">> {
  const row = await tables(tx)
    .insertInto("customers")
    .values({
      id: order.newId,
      email: order.email,
      name: order.name,
      locale: order.locale,
      orders_count: 1,
      last_order_at: order.at,
      created_at: order.at,
      updated_at: order.at,
    })
    .onConflict((conflict) =>
      conflict.column("email").doUpdateSet((eb) => ({
        name: eb.ref("excluded.name"),
        locale: eb.ref("excluded.locale"),
        orders_count: eb("customers.orders_count", "+", 1),
        last_order_at: eb.ref("excluded.last_order_at"),
        updated_at: eb.ref("excluded.updated_at"),
      })),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id as Id<"cus">;
}

export interface CustomerFilter {
  readonly text: string | null;
  readonly before: string | null;
  readonly limit: number;
}

/** Newest first, by id: ids are ordered by time. */
export async function findCustomers(db: Db<"tenant">, filter: CustomerFilter): Promise<Customer[]> {
  let query = tables(db).selectFrom("customers").select(columns).orderBy("id", "desc").limit(filter.limit);
  if (filter.before !== null) query = query.where("id", "<", filter.before);
  if (filter.text !== null && filter.text !== "") {
    const text = filter.text.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
    query = query.where((eb) => eb.or([eb("email", "like", `${text}%`), eb("name", "ilike", `%${text}%`)]));
  }
  return (await query.execute()).map(toCustomer);
}

export async function customerById(db: Db<"tenant">, id: Id<"cus">): Promise<Customer | undefined> {
  const row = await tables(db).selectFrom("customers").select(columns).where("id", "=", id).executeTakeFirst();
  return row && toCustomer(row);
}
