import { type ExpressionBuilder, sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import type { Region } from "../../platform/regions.ts";
import type { DirectoryTables } from "../control-tables.ts";
import type { RegionTables } from "../region-tables.ts";

export interface TenantStep {
  readonly tenantId: string;
  /** Null where nothing is known of its schema. */
  readonly step: string | null;
}

/** A region's tenants whose schemas stand elsewhere than at this step, by id. */
export async function stepsBesides(
  db: Db<"region">,
  newest: string,
  afterId: string | null,
  limit: number,
): Promise<TenantStep[]> {
  let query = db
    .tables<RegionTables>()
    .selectFrom("tenants")
    .leftJoin("schema_steps", "schema_steps.schema_name", "tenants.schema_name")
    .select(["tenants.id", "schema_steps.step"])
    .where("tenants.status", "<>", "erasing")
    .where((eb) => eb("schema_steps.step", "is distinct from", newest))
    .orderBy("tenants.id")
    .limit(limit);
  if (afterId !== null) query = query.where("tenants.id", ">", afterId);
  const rows = await query.execute();
  return rows.map(({ id, step }) => ({ tenantId: id, step }));
}

/** When a region last said at which steps its schemas stand. */
export async function lastHeard(db: Db<"control">, region: Region): Promise<Date | undefined> {
  const row = await db
    .tables<DirectoryTables>()
    .selectFrom("region_releases")
    .select("asked_at")
    .where("region", "=", region)
    .executeTakeFirst();
  return row?.asked_at;
}

/** Writes down where a region's schemas stand: at its newest step, but for these. Writes only what has changed. */
export async function keepSteps(
  tx: Tx<"control">,
  region: Region,
  newest: string,
  elsewhere: readonly TenantStep[],
  now: Date,
): Promise<void> {
  const tables = tx.tables<DirectoryTables>();
  await tables
    .insertInto("region_releases")
    .values({ region, newest_step: newest, asked_at: now })
    .onConflict((conflict) => conflict.column("region").doUpdateSet({ newest_step: newest, asked_at: now }))
    .execute();
  // Looked up in one value rather than joined: no plan can go wrong on how many there are.
  const told = JSON.stringify(Object.fromEntries(elsewhere.map(({ tenantId, step }) => [tenantId, step])));
  const stands = (eb: ExpressionBuilder<DirectoryTables, "tenants">) =>
    sql<
      string | null
    >`case when ${told}::jsonb ? ${eb.ref("id")} then ${told}::jsonb ->> ${eb.ref("id")} else ${newest} end`;
  await tables
    .updateTable("tenants")
    .set((eb) => ({ step: stands(eb) }))
    .where("region", "=", region)
    .where("status", "in", ["active", "suspended"])
    .where((eb) => eb("step", "is distinct from", stands(eb)))
    .execute();
}
