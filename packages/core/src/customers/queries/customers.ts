import type { ExpressionBuilder, Kysely, Selectable } from "kysely";
import { jsonObjectFrom } from "kysely/helpers/postgres";
import type { Id } from "../../kernel/ids.ts";
import { toInstant } from "../../kernel/time.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { type Part, part } from "../../platform/parts.ts";
import { type Given, piece } from "../../platform/statement.ts";
import type { CartBuyer } from "../cart-buyer.ts";
import type { BuyingCompany } from "../company-schemas.ts";
import type { Customer, CustomerSummary, SavedAddress, TaxStatus } from "../schemas.ts";
import type { CustomersTables } from "../tables.ts";

const tables = (db: Db<"tenant">): Kysely<CustomersTables> => db.tables<CustomersTables>();

const summaryColumns = [
  "id",
  "email",
  "name",
  "locale",
  "orders_count",
  "last_order_at",
  "created_at",
  "groups",
  "tax_status",
  "registered_at",
  "erased_at",
] as const;
const columns = [
  ...summaryColumns,
  "company",
  "tax_id",
  "tax_evidence",
  "phone",
  "addresses",
  "marketing",
  "version",
] as const;

/** The company that a customer buys for, active or not. */
const companyAccount = (eb: ExpressionBuilder<CustomersTables, "customers">) =>
  jsonObjectFrom(
    eb
      .selectFrom("companies")
      .select(["companies.id", "companies.name", "companies.status"])
      .whereRef("companies.id", "=", "customers.company_id"),
  ).as("company_account");

type Row = Selectable<CustomersTables["customers"]> & {
  readonly company_account: Pick<Selectable<CustomersTables["companies"]>, "id" | "name" | "status"> | null;
};
export type StoredCustomer = Customer;

function toSummary(row: Pick<Row, (typeof summaryColumns)[number]>): CustomerSummary {
  return {
    id: row.id as Id<"cus">,
    email: row.email,
    name: row.name,
    locale: row.locale,
    ordersCount: row.orders_count,
    lastOrderAt: row.last_order_at === null ? null : toInstant(row.last_order_at),
    createdAt: toInstant(row.created_at),
    groups: row.groups,
    taxStatus: row.tax_status,
    registeredAt: row.registered_at === null ? null : toInstant(row.registered_at),
    erasedAt: row.erased_at === null ? null : toInstant(row.erased_at),
  };
}

const toCustomer = (row: Pick<Row, (typeof columns)[number] | "company_account">): StoredCustomer => ({
  ...toSummary(row),
  company: row.company,
  taxId: row.tax_id,
  taxEvidence: row.tax_evidence,
  phone: row.phone,
  addresses: row.addresses,
  marketing: row.marketing,
  companyAccount: row.company_account && { ...row.company_account, id: row.company_account.id as Id<"cmp"> },
  version: row.version,
});

export interface OrderOfBuyer {
  readonly newId: Id<"cus">;
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly at: Date;
}

/**
 * One statement: the row of this address, made or brought up to date, with one order more. The name of a person
 * with an account is that person's to change: whoever orders as a guest only gives an address.
 */
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
        name: eb
          .case()
          .when("customers.registered_at", "is", null)
          .then(eb.ref("excluded.name"))
          .else(eb.ref("customers.name"))
          .end(),
        locale: eb
          .case()
          .when("customers.registered_at", "is", null)
          .then(eb.ref("excluded.locale"))
          .else(eb.ref("customers.locale"))
          .end(),
        orders_count: eb("customers.orders_count", "+", 1),
        last_order_at: eb.ref("excluded.last_order_at"),
        updated_at: eb.ref("excluded.updated_at"),
      })),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id as Id<"cus">;
}

/** Counts one order more for a customer who is logged in; false when the account was erased meanwhile. */
export async function countOrder(tx: Tx<"tenant">, id: Id<"cus">, at: Date): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("customers")
    .set((eb) => ({ orders_count: eb("orders_count", "+", 1), last_order_at: at, updated_at: at }))
    .where("id", "=", id)
    .where("erased_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export interface CustomerFilter {
  readonly text: string | null;
  readonly group: string | null;
  readonly companyId: string | null;
  readonly registered: boolean | null;
  readonly before: string | null;
  readonly limit: number;
}

/** Newest first, by id: ids are ordered by time. */
export async function findCustomers(db: Db<"tenant">, filter: CustomerFilter): Promise<CustomerSummary[]> {
  let query = tables(db).selectFrom("customers").select(summaryColumns).orderBy("id", "desc").limit(filter.limit);
  if (filter.before !== null) query = query.where("id", "<", filter.before);
  if (filter.group !== null) {
    const wanted = filter.group;
    query = query.where((eb) => eb(eb.val(wanted), "=", eb.fn.any("groups")));
  }
  if (filter.companyId !== null) query = query.where("company_id", "=", filter.companyId);
  if (filter.registered !== null) query = query.where("registered_at", filter.registered ? "is not" : "is", null);
  if (filter.text !== null && filter.text !== "") {
    const text = filter.text.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
    query = query.where((eb) => eb.or([eb("email", "like", `${text}%`), eb("name", "ilike", `%${text}%`)]));
  }
  return (await query.execute()).map(toSummary);
}

export async function customerById(db: Db<"tenant">, id: Id<"cus">): Promise<StoredCustomer | undefined> {
  const row = await tables(db)
    .selectFrom("customers")
    .select(columns)
    .select(companyAccount)
    .where("id", "=", id)
    .executeTakeFirst();
  return row && toCustomer(row);
}

/** The customer, locked until the transaction ends. */
export async function lockCustomer(tx: Tx<"tenant">, id: Id<"cus">): Promise<StoredCustomer | undefined> {
  const row = await tables(tx)
    .selectFrom("customers")
    .select(columns)
    .select(companyAccount)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row && toCustomer(row);
}

const buyer = piece((own: Kysely<CustomersTables>, { id }: Given<{ id: string }>) =>
  own
    .selectFrom("customers")
    .leftJoin("companies", (join) =>
      join.onRef("companies.id", "=", "customers.company_id").on("companies.status", "=", "active"),
    )
    .select(["groups", "orders_count", "tax_status"])
    .select(["companies.id as company", "companies.name as company_name", "companies.tax_id as company_tax_id"])
    .select("companies.billing_address as company_address")
    .where("customers.id", "=", id)
    .where("erased_at", "is", null),
);

export function buyerById(id: Id<"cus">): Part<CartBuyer | undefined> {
  return part(buyer({ id }), ([row]) => {
    if (row === undefined) return undefined;
    const { groups, orders_count: ordersCount, tax_status: taxStatus } = row;
    return { customerId: id, groups, ordersCount, taxStatus, company: companyIn(row) };
  });
}

function companyIn(row: {
  readonly company: string | null;
  readonly company_name: string | null;
  readonly company_tax_id: BuyingCompany["taxId"];
  readonly company_address: BuyingCompany["billingAddress"];
}): BuyingCompany | null {
  const { company, company_name: name, company_tax_id: taxId, company_address: billingAddress } = row;
  return company === null ? null : { id: company as Id<"cmp">, name: name ?? "", taxId, billingAddress };
}

/** How many orders an address has placed, with an account or without. */
export function ordersOfAddress(email: string): Part<number> {
  return part(countedOf({ email }), ([row]) => row?.orders_count ?? 0);
}

const countedOf = piece((own: Kysely<CustomersTables>, { email }: Given<{ email: string }>) =>
  own.selectFrom("customers").select("orders_count").where("email", "=", email),
);

/** One order less: it was cancelled as a whole. */
export async function uncountOrder(tx: Tx<"tenant">, id: string): Promise<void> {
  await tables(tx)
    .updateTable("customers")
    .set((eb) => ({ orders_count: eb("orders_count", "-", 1) }))
    .where("id", "=", id)
    .where("orders_count", ">", 0)
    .execute();
}

/** What changes; what is left out stays. Unknown keys are none of a customer's columns. */
export interface CustomerChange {
  readonly name?: string | undefined;
  readonly locale?: string | undefined;
  readonly phone?: string | null | undefined;
  readonly company?: string | null | undefined;
  readonly taxId?: string | null | undefined;
  readonly taxStatus?: TaxStatus | undefined;
  readonly taxEvidence?: string | null | undefined;
  readonly groups?: string[] | undefined;
  readonly addresses?: readonly SavedAddress[] | undefined;
  readonly marketing?: Customer["marketing"] | undefined;
}

/** Changes a customer that is locked, and counts its version up. */
export async function changeCustomer(
  tx: Tx<"tenant">,
  id: Id<"cus">,
  change: CustomerChange,
  now: Date,
): Promise<StoredCustomer> {
  const { name, locale, phone, company, taxId, taxStatus, taxEvidence, groups, addresses, marketing } = change;
  const row = await tables(tx)
    .updateTable("customers")
    .set((eb) => ({
      version: eb("version", "+", 1),
      updated_at: now,
      ...(name === undefined ? {} : { name }),
      ...(locale === undefined ? {} : { locale }),
      ...(phone === undefined ? {} : { phone }),
      ...(company === undefined ? {} : { company }),
      ...(taxId === undefined ? {} : { tax_id: taxId }),
      ...(taxStatus === undefined ? {} : { tax_status: taxStatus }),
      ...(taxEvidence === undefined ? {} : { tax_evidence: taxEvidence }),
      ...(groups === undefined ? {} : { groups }),
      ...(addresses === undefined ? {} : { addresses: JSON.stringify(addresses) }),
      ...(marketing === undefined ? {} : { marketing: JSON.stringify(marketing) }),
    }))
    .where("id", "=", id)
    .returning(columns)
    .returning(companyAccount)
    .executeTakeFirstOrThrow();
  return toCustomer(row);
}

/** Whether each of the customers is there. */
export async function areCustomers(db: Db<"tenant">, ids: readonly string[]): Promise<boolean> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return true;
  const rows = await tables(db)
    .selectFrom("customers")
    .select("id")
    .where((eb) => eb("id", "=", eb.fn.any(eb.val(wanted))))
    .execute();
  return rows.length === wanted.length;
}
