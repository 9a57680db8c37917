import type { Kysely, Selectable } from "kysely";
import type { Id } from "../../kernel/ids.ts";
import { toInstant } from "../../kernel/time.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { TaxIdEvidence } from "../../tax/schemas.ts";
import type { Company, CompanyStatus, CompanySummary } from "../company-schemas.ts";
import type { CustomersTables } from "../tables.ts";

const tables = (db: Db<"tenant">): Kysely<CustomersTables> => db.tables<CustomersTables>();

const summaryColumns = ["id", "name", "status", "tax_id", "created_at"] as const;
const columns = [...summaryColumns, "billing_address", "note", "version"] as const;
type Row = Selectable<CustomersTables["companies"]>;
/** A company without the number of its members. */
export type StoredCompany = Omit<Company, "members">;

const toSummary = (row: Pick<Row, (typeof summaryColumns)[number]>): Omit<CompanySummary, "members"> => ({
  id: row.id as Id<"cmp">,
  name: row.name,
  status: row.status,
  taxId: row.tax_id,
  createdAt: toInstant(row.created_at),
});

const toCompany = (row: Pick<Row, (typeof columns)[number]>): StoredCompany => ({
  ...toSummary(row),
  billingAddress: row.billing_address,
  note: row.note,
  version: row.version,
});

export interface CompanyFilter {
  readonly text: string | null;
  readonly status: CompanyStatus | null;
  readonly before: string | null;
  readonly limit: number;
}

/** Newest first, by id: ids are ordered by time. Members are counted through their index, for the page alone. */
export async function findCompanies(db: Db<"tenant">, filter: CompanyFilter): Promise<CompanySummary[]> {
  let query = tables(db)
    .selectFrom("companies")
    .select([...summaryColumns])
    .select((eb) =>
      eb
        .selectFrom("customers")
        .select((count) => count.fn.countAll<number>().as("members"))
        .whereRef("customers.company_id", "=", "companies.id")
        .as("members"),
    )
    .orderBy("id", "desc")
    .limit(filter.limit);
  if (filter.before !== null) query = query.where("id", "<", filter.before);
  if (filter.status !== null) query = query.where("status", "=", filter.status);
  if (filter.text !== null && filter.text !== "") {
    const text = filter.text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
    query = query.where("name", "ilike", `%${text}%`);
  }
  return (await query.execute()).map((row) => ({ ...toSummary(row), members: Number(row.members) }));
}

export async function companyById(db: Db<"tenant">, id: string): Promise<StoredCompany | undefined> {
  const row = await tables(db).selectFrom("companies").select(columns).where("id", "=", id).executeTakeFirst();
  return row && toCompany(row);
}

/** The company, locked until the transaction ends. */
export async function lockCompany(tx: Tx<"tenant">, id: string): Promise<StoredCompany | undefined> {
  const row = await tables(tx)
    .selectFrom("companies")
    .select(columns)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row && toCompany(row);
}

export async function countMembers(db: Db<"tenant">, id: string): Promise<number> {
  const row = await tables(db)
    .selectFrom("customers")
    .select((eb) => eb.fn.countAll<number>().as("members"))
    .where("company_id", "=", id)
    .executeTakeFirstOrThrow();
  return Number(row.members);
}

export async function insertCompany(tx: Tx<"tenant">, company: StoredCompany): Promise<void> {
  await tables(tx)
    .insertInto("companies")
    .values({
      id: company.id,
      name: company.name,
      status: company.status,
      tax_id: company.taxId && JSON.stringify(company.taxId),
      billing_address: company.billingAddress && JSON.stringify(company.billingAddress),
      note: company.note,
      version: company.version,
      created_at: new Date(company.createdAt),
      updated_at: new Date(company.createdAt),
    })
    .execute();
}

/** Writes over a company that is locked. */
export async function replaceCompany(tx: Tx<"tenant">, company: StoredCompany, now: Date): Promise<void> {
  await tables(tx)
    .updateTable("companies")
    .set({
      name: company.name,
      status: company.status,
      tax_id: company.taxId && JSON.stringify(company.taxId),
      billing_address: company.billingAddress && JSON.stringify(company.billingAddress),
      note: company.note,
      version: company.version,
      updated_at: now,
    })
    .where("id", "=", company.id)
    .execute();
}

/** What the register said of the company's tax id; nothing when it has another one by now. */
export async function noteEvidence(tx: Tx<"tenant">, id: string, evidence: TaxIdEvidence): Promise<void> {
  await tables(tx)
    .updateTable("companies")
    .set({ tax_id: JSON.stringify(evidence) })
    .where("id", "=", id)
    .where((eb) => eb(eb.ref("tax_id", "->>").key("taxId"), "=", evidence.taxId))
    .execute();
}

/** Active companies about whose tax id a register was asked, but not since a moment; the oldest first. */
export async function oldEvidence(
  db: Db<"tenant">,
  before: Date,
  limit: number,
): Promise<{ readonly id: string; readonly taxId: TaxIdEvidence }[]> {
  const rows = await tables(db)
    .selectFrom("companies")
    .select(["id", "tax_id"])
    .where("status", "=", "active")
    .where((eb) => eb(eb.ref("tax_id", "->>").key("provider"), "is not", null))
    // Written in UTC, to the millisecond: as text in the order of time.
    .where((eb) => eb(eb.ref("tax_id", "->>").key("checkedAt"), "<", before.toISOString()))
    .orderBy((eb) => eb.ref("tax_id", "->>").key("checkedAt"))
    .limit(limit)
    .execute();
  return rows.flatMap(({ id, tax_id: taxId }) => (taxId === null ? [] : [{ id, taxId }]));
}

/** Removes the company; its members are customers as before. */
export async function deleteCompany(tx: Tx<"tenant">, id: string, now: Date): Promise<void> {
  await tables(tx)
    .updateTable("customers")
    .set((eb) => ({ company_id: null, version: eb("version", "+", 1), updated_at: now }))
    .where("company_id", "=", id)
    .execute();
  await tables(tx).deleteFrom("companies").where("id", "=", id).execute();
}

/** Puts a customer into the company; false when erased, unknown or in one already: of two at once, one wins. */
export async function joinCompany(tx: Tx<"tenant">, company: string, customer: string, now: Date): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("customers")
    .set((eb) => ({ company_id: company, version: eb("version", "+", 1), updated_at: now }))
    .where("id", "=", customer)
    .where("company_id", "is", null)
    .where("erased_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Takes a customer out of the company; false when not in it. */
export async function leaveCompany(tx: Tx<"tenant">, company: string, customer: string, now: Date): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("customers")
    .set((eb) => ({ company_id: null, version: eb("version", "+", 1), updated_at: now }))
    .where("id", "=", customer)
    .where("company_id", "=", company)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Which of the ids are companies. */
export async function knownCompanies(db: Db<"tenant">, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tables(db)
    .selectFrom("companies")
    .select("id")
    .where((eb) => eb("id", "=", eb.fn.any(eb.val([...ids]))))
    .execute();
  return new Set(rows.map((row) => row.id));
}
