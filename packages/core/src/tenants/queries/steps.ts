import type { Db } from "../../platform/db.ts";

/** The migrator's own table, in every schema. */
interface LedgerTables {
  schema_migrations: { name: string; applied_at: Date };
}

/** Names of the steps that a schema has been through, oldest first. */
export async function appliedSteps(db: Db): Promise<string[]> {
  const rows = await db.tables<LedgerTables>().selectFrom("schema_migrations").select("name").orderBy("name").execute();
  return rows.map((row) => row.name);
}
