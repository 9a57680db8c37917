import { addSeconds } from "../../kernel/time.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RegionTables } from "../region-tables.ts";

const tables = (db: Db<"region">) => db.tables<RegionTables>();
/** A build that began longer ago than this was interrupted. */
const abandonedAfterSeconds = 300;

export async function countReadySpares(db: Db<"region">): Promise<number> {
  const row = await tables(db)
    .selectFrom("spare_schemas")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("state", "=", "ready")
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Takes one ready spare out of the pool; callers that come at once get different ones. */
export async function takeSpare(tx: Tx<"region">): Promise<string | undefined> {
  const row = await tables(tx)
    .deleteFrom("spare_schemas")
    .where("schema_name", "=", (eb) =>
      eb
        .selectFrom("spare_schemas")
        .select("schema_name")
        .where("state", "=", "ready")
        .orderBy("created_at")
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning("schema_name")
    .executeTakeFirst();
  return row?.schema_name;
}

export async function beginSpare(db: Db<"region">, schema: string, now: Date): Promise<void> {
  await tables(db)
    .insertInto("spare_schemas")
    .values({ schema_name: schema, state: "building", created_at: now })
    .execute();
}

/** An interrupted build to be finished, kept for the caller. */
export async function adoptAbandonedSpare(db: Db<"region">, now: Date): Promise<string | undefined> {
  const row = await tables(db)
    .updateTable("spare_schemas")
    .set({ created_at: now })
    .where("schema_name", "=", (eb) =>
      eb
        .selectFrom("spare_schemas")
        .select("schema_name")
        .where("state", "=", "building")
        .where("created_at", "<", addSeconds(now, -abandonedAfterSeconds))
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning("schema_name")
    .executeTakeFirst();
  return row?.schema_name;
}

export async function finishSpare(db: Db<"region">, schema: string): Promise<void> {
  await tables(db).updateTable("spare_schemas").set({ state: "ready" }).where("schema_name", "=", schema).execute();
}
