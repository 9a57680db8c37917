import { addSeconds } from "../../kernel/time.ts";
import type { Db } from "../../platform/db.ts";
import type { RegionTables } from "../region-tables.ts";

const tables = (db: Db<"region">) => db.tables<RegionTables>();
const keptDays = 90;

export interface RolloutFigures {
  /** Schemas of the region, and those of the cohort. */
  readonly all: number;
  readonly chosen: number;
  readonly changed: number;
  readonly failed: number;
  readonly halted: boolean;
}

export interface Rollout extends RolloutFigures {
  readonly percent: number;
  readonly startedAt: Date;
  readonly seenAt: Date;
  /** Null while it runs, and when it was killed. */
  readonly finishedAt: Date | null;
}

/** Which step each schema is known to stand at. */
export async function knownSteps(db: Db<"region">): Promise<Map<string, string>> {
  const rows = await tables(db).selectFrom("schema_steps").select(["schema_name", "step"]).execute();
  return new Map(rows.map((row) => [row.schema_name, row.step]));
}

/** Null where nothing is known of the schema. */
export async function stepOf(db: Db<"region">, schema: string): Promise<string | null> {
  const row = await tables(db)
    .selectFrom("schema_steps")
    .select("step")
    .where("schema_name", "=", schema)
    .executeTakeFirst();
  return row?.step ?? null;
}

export async function keepStep(db: Db<"region">, schema: string, step: string, now: Date): Promise<void> {
  await tables(db)
    .insertInto("schema_steps")
    .values({ schema_name: schema, step, at: now })
    .onConflict((conflict) => conflict.column("schema_name").doUpdateSet({ step, at: now }))
    .execute();
}

export async function beginRollout(
  db: Db<"region">,
  id: string,
  { all, chosen, percent }: Pick<Rollout, "all" | "chosen" | "percent">,
  now: Date,
): Promise<void> {
  await tables(db)
    .deleteFrom("migration_runs")
    .where("started_at", "<", addSeconds(now, -keptDays * 86_400))
    .execute();
  const figures = { all_schemas: all, chosen, changed: 0, failed: 0, halted: false };
  await tables(db)
    .insertInto("migration_runs")
    .values({ id, percent: String(percent), ...figures, started_at: now, seen_at: now, finished_at: null })
    .execute();
}

export async function noteRollout(
  db: Db<"region">,
  id: string,
  { changed, failed, halted }: Pick<RolloutFigures, "changed" | "failed" | "halted">,
  finished: boolean,
  now: Date,
): Promise<void> {
  await tables(db)
    .updateTable("migration_runs")
    .set({ changed, failed, halted, seen_at: now, finished_at: finished ? now : null })
    .where("id", "=", id)
    .execute();
}

/** The run that began last. */
export async function newestRollout(db: Db<"region">): Promise<Rollout | null> {
  const row = await tables(db)
    .selectFrom("migration_runs")
    .select(["percent", "all_schemas", "chosen", "changed", "failed", "halted", "started_at", "seen_at", "finished_at"])
    .orderBy("started_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { percent, all_schemas, started_at, seen_at, finished_at, ...rest } = row;
  return {
    ...rest,
    percent: Number(percent),
    all: all_schemas,
    startedAt: started_at,
    seenAt: seen_at,
    finishedAt: finished_at,
  };
}

/** How many of the tenants' and the ready spare schemas stand at which step; `""` for one that nothing is known of. */
export async function schemasByStep(db: Db<"region">): Promise<Map<string, number>> {
  const taken = tables(db)
    .selectFrom("tenants")
    .leftJoin("schema_steps", "schema_steps.schema_name", "tenants.schema_name")
    .where("tenants.awake", "=", true)
    .select((eb) => ["schema_steps.step", eb.fn.countAll<number>().as("schemas")])
    .groupBy("schema_steps.step");
  const spare = tables(db)
    .selectFrom("spare_schemas")
    .leftJoin("schema_steps", "schema_steps.schema_name", "spare_schemas.schema_name")
    .select((eb) => ["schema_steps.step", eb.fn.countAll<number>().as("schemas")])
    .where("spare_schemas.state", "=", "ready")
    .groupBy("schema_steps.step");
  const counts = new Map<string, number>();
  for (const { step, schemas } of [...(await taken.execute()), ...(await spare.execute())]) {
    counts.set(step ?? "", (counts.get(step ?? "") ?? 0) + Number(schemas));
  }
  return counts;
}

export async function stepOfSchema(db: Db<"region">, schema: string): Promise<string | null> {
  const row = await tables(db)
    .selectFrom("schema_steps")
    .select("step")
    .where("schema_name", "=", schema)
    .executeTakeFirst();
  return row?.step ?? null;
}
