import type { Db, Tx } from "../../platform/db.ts";
import type { Limits } from "../../platform/limits.ts";
import type { DirectoryTables } from "../control-tables.ts";
import type { LimitReasons } from "../plan-schemas.ts";
import type { Agreed } from "../rules/agreed.ts";

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
  { overrides, reasons }: Agreed,
  now: Date,
): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("tenants")
    .set((eb) => ({
      plan,
      overrides: JSON.stringify(overrides),
      override_reasons: JSON.stringify(reasons),
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
): Promise<({ readonly plan: string } & Agreed) | undefined> {
  return tables(tx)
    .selectFrom("tenants")
    .select(["plan", "overrides", "override_reasons as reasons"])
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Why limits were agreed on with a tenant. */
export async function limitReasonsOf(db: Db<"control">, id: string): Promise<LimitReasons> {
  const row = await tables(db).selectFrom("tenants").select("override_reasons").where("id", "=", id).executeTakeFirst();
  return row?.override_reasons ?? {};
}
