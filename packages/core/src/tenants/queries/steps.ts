import { type Db, sqlState } from "../../platform/db.ts";

/** The migrator's own table, in every schema. */
interface LedgerTables {
  schema_migrations: { name: string; applied_at: Date };
}

const undefinedTable = "42P01";

/** Names of the steps that a schema has been through, oldest first; none when there is no such schema. */
export async function appliedSteps(db: Db): Promise<string[]> {
  try {
    const ledger = db.tables<LedgerTables>().selectFrom("schema_migrations").select("name");
    return (await ledger.orderBy("name").execute()).map((row) => row.name);
  } catch (error) {
    if (sqlState(error) === undefinedTable) return [];
    throw error;
  }
}
