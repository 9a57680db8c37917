import { addSeconds } from "../../kernel/time.ts";
import { type Db, transaction, type Tx } from "../../platform/db.ts";
import type { RegionTables } from "../region-tables.ts";
import { hasRoom, passGate } from "./cells.ts";

const tables = (db: Db<"region">) => db.tables<RegionTables>();
/** A build that began longer ago than this was interrupted. */
const abandonedAfterSeconds = 300;

/** Where a schema is. */
export interface SchemaPlace {
  readonly cell: string;
  readonly schema: string;
}

/** Spare schemas of a cell that nobody has claimed. */
export async function countReadySpares(db: Db<"region">, cell: string): Promise<number> {
  const row = await tables(db)
    .selectFrom("spare_schemas")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("state", "=", "ready")
    .where("cell", "=", cell)
    .where("tenant_id", "is", null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The spare that was claimed for a tenant whose shop is being opened. */
export async function claimedSpare(db: Db<"region">, tenantId: string): Promise<SchemaPlace | undefined> {
  const row = await tables(db)
    .selectFrom("spare_schemas")
    .select(["cell", "schema_name"])
    .where("tenant_id", "=", tenantId)
    .executeTakeFirst();
  return row === undefined ? undefined : { cell: row.cell, schema: row.schema_name };
}

/**
 * Claims one ready spare of a cell for a tenant, while the cell takes new shops and has fewer than `most`: one statement,
 * and in a cell one at a time. Callers that come at once get different ones.
 */
export async function claimSpare(
  db: Db<"region">,
  cell: string,
  tenantId: string,
  most: number,
): Promise<SchemaPlace | undefined> {
  if ((await countReadySpares(db, cell)) === 0) return undefined;
  return transaction(db, async (tx) => {
    await passGate(tx, cell);
    const row = await tables(tx)
      .updateTable("spare_schemas")
      .set({ tenant_id: tenantId })
      .where("schema_name", "=", (eb) =>
        eb
          .selectFrom("spare_schemas")
          .select("schema_name")
          .where("state", "=", "ready")
          .where("cell", "=", cell)
          .where("tenant_id", "is", null)
          .orderBy("created_at")
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .where(hasRoom(tx, cell, most))
      .returning("schema_name")
      .executeTakeFirst();
    return row === undefined ? undefined : { cell, schema: row.schema_name };
  });
}

/** The claimed schema is a shop's now; false when it was not claimed for this tenant. */
export async function takeClaimed(tx: Tx<"region">, tenantId: string): Promise<boolean> {
  const result = await tables(tx).deleteFrom("spare_schemas").where("tenant_id", "=", tenantId).executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** Gives a claim back that was not wanted any more. */
export async function releaseClaim(tx: Tx<"region">, tenantId: string): Promise<void> {
  await tables(tx).updateTable("spare_schemas").set({ tenant_id: null }).where("tenant_id", "=", tenantId).execute();
}

export async function beginSpare(db: Db<"region">, { cell, schema }: SchemaPlace, now: Date): Promise<void> {
  await tables(db)
    .insertInto("spare_schemas")
    .values({ schema_name: schema, state: "building", cell, tenant_id: null, created_at: now })
    .execute();
}

/** An interrupted build of a cell to be finished, kept for the caller. */
export async function adoptAbandonedSpare(db: Db<"region">, cell: string, now: Date): Promise<string | undefined> {
  const row = await tables(db)
    .updateTable("spare_schemas")
    .set({ created_at: now })
    .where("schema_name", "=", (eb) =>
      eb
        .selectFrom("spare_schemas")
        .select("schema_name")
        .where("state", "=", "building")
        .where("cell", "=", cell)
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
