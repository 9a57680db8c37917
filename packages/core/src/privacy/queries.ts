import type { Kysely } from "kysely";
import type { Db, Tx } from "../platform/db.ts";
import { type InfraTables, infra } from "../platform/infra-tables.ts";
import { isKept, locatorOf, type Person, type Row, type StandIn, type TableErasure } from "./rules/person.ts";

type AnyTables = Record<string, Record<string, unknown>>;
/** Whatever the declarations name: this slice has no tables of its own and reads everybody's. */
const tables = (db: Db<"tenant">): Kysely<AnyTables> => db.tables<AnyTables>();

const texts = (rows: readonly Row[], column: string): string[] =>
  rows.flatMap((row) => (typeof row[column] === "string" ? [row[column]] : []));

async function rowsBy(db: Db<"tenant">, table: string, column: string, values: readonly string[], wanted: string[]) {
  if (values.length === 0) return [];
  return tables(db).selectFrom(table).select(wanted).where(column, "in", values).execute();
}

/** Everything by which other rows are this customer's. */
export async function personOf(db: Db<"tenant">, customerId: string, email: string): Promise<Person> {
  const wanted = ["id", "cart_id", "checkout_id", "email", "consent"];
  const orders = await rowsBy(db, "orders", "customer_id", [customerId], wanted);
  const emails = [...new Set([email, ...texts(orders, "email")])];
  const own = await rowsBy(db, "carts", "customer_id", [customerId], ["id"]);
  const guests = await tables(db)
    .selectFrom("carts")
    .select(["id"])
    .where((eb) => eb(eb.fn<string>("lower", ["email"]), "=", email))
    .execute();
  const carts = [...new Set([...texts(own, "id"), ...texts(guests, "id"), ...texts(orders, "cart_id")])];
  const checkouts = await rowsBy(db, "checkouts", "cart_id", carts, ["id", "subject_id"]);
  const checkoutIds = [...new Set([...texts(checkouts, "id"), ...texts(orders, "checkout_id")])];
  const payments = await rowsBy(db, "payments", "checkout_id", checkoutIds, ["id", "session_id", "intent_id"]);
  const credits = await rowsBy(db, "credit_accounts", "customer_id", [customerId], ["id"]);
  const companies = await companiesOf(db, customerId);
  const named = orders.flatMap((row) => {
    const subject = (row["consent"] as { subjectId?: unknown } | null)?.subjectId;
    return typeof subject === "string" ? [subject] : [];
  });
  return {
    customerId,
    emails,
    orders: texts(orders, "id"),
    carts,
    checkouts: checkoutIds,
    payments: texts(payments, "id"),
    subjects: [...new Set([...named, ...texts(checkouts, "subject_id")])],
    credits: texts(credits, "id"),
    companies,
    providerObjects: [...texts(payments, "session_id"), ...texts(payments, "intent_id")],
  };
}

/** The person's company, where nobody else is in it. */
async function companiesOf(db: Db<"tenant">, customerId: string): Promise<string[]> {
  const [own] = texts(await rowsBy(db, "customers", "id", [customerId], ["company_id"]), "company_id");
  if (own === undefined) return [];
  const members = await rowsBy(db, "customers", "company_id", [own], ["id"]);
  return members.length === 1 ? [own] : [];
}

/** The person's rows of a table, with the given columns. */
export async function rowsOf(
  db: Db<"tenant">,
  table: string,
  columns: readonly string[],
  all: readonly string[],
  person: Person,
): Promise<Row[]> {
  const keys = Object.entries(locatorOf(table, all) ?? {})
    .map(([column, values]) => [column, values(person)] as const)
    .filter(([, values]) => values.length > 0);
  if (keys.length === 0 || columns.length === 0) return [];
  return tables(db)
    .selectFrom(table)
    .select([...columns])
    .where((eb) => eb.or(keys.map(([column, values]) => eb(column, "in", values))))
    .execute();
}

/** What is under way and would need the person's data to end well. */
export async function livePayments(db: Db<"tenant">, checkouts: readonly string[]): Promise<number> {
  const live = await rowsBy(db, "checkouts", "id", checkouts, ["id", "state"]);
  return live.filter(({ state }) => ["payment_pending", "processing", "refunding"].includes(String(state))).length;
}

/** Deletes or overwrites the person's rows of a table, each found by its own key. */
export async function eraseRows(
  tx: Tx<"tenant">,
  table: string,
  all: readonly string[],
  rule: TableErasure,
  person: Person,
): Promise<number> {
  const rows = await rowsOf(tx, table, all, all, person);
  const key = keyOf(table, all);
  for (const row of rows) {
    const found = key.map((column) => [column, row[column]] as const);
    if (rule === "delete") {
      let gone = tables(tx).deleteFrom(table);
      for (const [column, value] of found) gone = gone.where(column, "=", value);
      await gone.execute();
      continue;
    }
    const changes = Object.entries(rule).filter(([, standIn]) => !isKept(standIn)) as [string, StandIn][];
    if (changes.length === 0) continue;
    const values: Record<string, unknown> = Object.fromEntries(
      changes.map(([column, standIn]) => [column, typeof standIn === "function" ? standIn(row) : standIn]),
    );
    let update = tables(tx).updateTable(table).set(values);
    for (const [column, value] of found) update = update.where(column, "=", value);
    await update.execute();
  }
  return rows.length;
}

/** The columns that name one row. */
function keyOf(table: string, columns: readonly string[]): readonly string[] {
  if (table === "promotion_uses") return ["cart_id", "promotion_id"];
  if (columns.includes("id")) return ["id"];
  return columns.includes("hash") ? ["hash"] : columns;
}

/** Deletes stored answers that hold any of these texts. */
export async function dropAnswers(tx: Tx<"tenant">, needles: readonly string[]): Promise<void> {
  const db: Kysely<InfraTables> = infra(tx);
  for (const needle of needles) {
    const held = `%${needle.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    await db
      .deleteFrom("idempotency_keys")
      .where((eb) => eb.or([eb(eb.cast<string>("answer", "text"), "ilike", held), eb("scope", "like", held)]))
      .execute();
    await db
      .updateTable("flow_runs")
      .set({ answer: null })
      .where("state", "=", "finished")
      .where((eb) => eb(eb.cast<string>("answer", "text"), "ilike", held))
      .execute();
  }
}

/** The rows of stored answers that hold any of these texts. */
export async function answersWith(db: Db<"tenant">, table: string, needles: readonly string[]): Promise<Row[]> {
  if (needles.length === 0) return [];
  const time = "created_at";
  return tables(db)
    .selectFrom(table)
    .select(["answer", time])
    .where((eb) =>
      eb.or(
        needles.map((needle) =>
          eb(eb.cast<string>("answer", "text"), "ilike", `%${needle.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`),
        ),
      ),
    )
    .execute();
}

/** Closes the account and marks the customer as erased, once; false when it was before. */
export async function markErased(tx: Tx<"tenant">, customerId: string, now: Date): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("customers")
    .set({ erased_at: now, updated_at: now, password_hash: null, registered_at: null })
    .where("id", "=", customerId)
    .where("erased_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
