import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import type { RegionTables } from "../region-tables.ts";

const tables = (db: Db<"region">) => db.tables<RegionTables>();

export interface MigrationFailure {
  readonly schema: string;
  readonly step: string;
  readonly code: string;
  readonly attempts: number;
  readonly failedAt: Date;
}

/** Schemas whose last migration failed, the newest failure first. */
export async function migrationFailures(db: Db<"region">): Promise<MigrationFailure[]> {
  const rows = await tables(db)
    .selectFrom("migration_failures")
    .selectAll()
    .orderBy("failed_at", "desc")
    .orderBy("schema_name")
    .execute();
  return rows.map((row) => ({
    schema: row.schema_name,
    step: row.step,
    code: row.code,
    attempts: row.attempts,
    failedAt: row.failed_at,
  }));
}

export async function noteFailure(
  db: Db<"region">,
  { schema, step, code }: Pick<MigrationFailure, "schema" | "step" | "code">,
  now: Date,
): Promise<void> {
  await tables(db)
    .insertInto("migration_failures")
    .values({ schema_name: schema, step, code, attempts: 1, failed_at: now })
    .onConflict((conflict) =>
      conflict.column("schema_name").doUpdateSet((eb) => ({
        step: eb.ref("excluded.step"),
        code: eb.ref("excluded.code"),
        attempts: sql<number>`${eb.ref("migration_failures.attempts")} + 1`,
        failed_at: eb.ref("excluded.failed_at"),
      })),
    )
    .execute();
}

export async function forgetFailure(db: Db<"region">, schema: string): Promise<void> {
  await tables(db).deleteFrom("migration_failures").where("schema_name", "=", schema).execute();
}
