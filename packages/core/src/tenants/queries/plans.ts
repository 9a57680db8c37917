import type { Db, Tx } from "../../platform/db.ts";
import type { Limits } from "../../platform/limits.ts";
import type { DirectoryTables } from "../control-tables.ts";

const tables = (db: Db<"control">) => db.tables<DirectoryTables>();

export interface PlanRow {
  readonly name: string;
  readonly trial: boolean;
  readonly limits: Limits;
}

/** Every plan, the smallest first. */
export async function allPlans(db: Db<"control">): Promise<PlanRow[]> {
  return tables(db)
    .selectFrom("plans")
    .select(["name", "trial", "limits"])
    .orderBy("position")
    .orderBy("name")
    .execute();
}

export async function planByName(db: Db<"control">, name: string): Promise<PlanRow | undefined> {
  return tables(db).selectFrom("plans").select(["name", "trial", "limits"]).where("name", "=", name).executeTakeFirst();
}

/** Puts a tenant on a plan; its region is told. False when there is no such tenant, or no more. */
export async function putOnPlan(
  tx: Tx<"control">,
  id: string,
  plan: string,
  overrides: Partial<Limits>,
  now: Date,
): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("tenants")
    .set((eb) => ({
      plan,
      overrides: JSON.stringify(overrides),
      version: eb("version", "+", 1),
      attempts: 0,
      next_attempt_at: now,
    }))
    .where("id", "=", id)
    .where("status", "<>", "erased")
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Locks a tenant's row, for what may be counted by one at a time; undefined when there is none. */
export async function lockDirectoryTenant(
  tx: Tx<"control">,
  id: string,
): Promise<{ readonly plan: string; readonly overrides: Partial<Limits> } | undefined> {
  return tables(tx)
    .selectFrom("tenants")
    .select(["plan", "overrides"])
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}
