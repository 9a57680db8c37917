import type { AnyTableDeclarations } from "../../platform/columns.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { Counted, RegionTables } from "../region-tables.ts";

const tables = (db: Db<"region">) => db.tables<RegionTables>();

export interface Erasure {
  readonly tenantId: string;
  readonly schema: string;
  /** Which of the region's databases has it. */
  readonly cell: string;
  readonly begunAt: Date;
  readonly counted: Counted | null;
  readonly finishedAt: Date | null;
}

const columns = ["tenant_id", "schema_name", "cell", "begun_at", "counted", "finished_at"] as const;

function toErasure(row: {
  tenant_id: string;
  schema_name: string;
  cell: string;
  begun_at: Date;
  counted: Counted | null;
  finished_at: Date | null;
}): Erasure {
  return {
    tenantId: row.tenant_id,
    schema: row.schema_name,
    cell: row.cell,
    begunAt: row.begun_at,
    counted: row.counted,
    finishedAt: row.finished_at,
  };
}

/** Closes a shop for good and writes down that it is to be erased; a second time changes nothing. */
export async function beginErasure(tx: Tx<"region">, tenantId: string, now: Date): Promise<boolean> {
  const row = await tables(tx)
    .updateTable("tenants")
    .set({ status: "erasing" })
    .where("id", "=", tenantId)
    .where("status", "<>", "active")
    .returning(["schema_name", "cell"])
    .executeTakeFirst();
  if (row === undefined) return false;
  await tables(tx)
    .insertInto("shop_erasures")
    .values({
      tenant_id: tenantId,
      schema_name: row.schema_name,
      cell: row.cell,
      begun_at: now,
      counted: null,
      finished_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return true;
}

export async function erasureOf(db: Db<"region">, tenantId: string): Promise<Erasure | undefined> {
  const row = await tables(db)
    .selectFrom("shop_erasures")
    .select(columns)
    .where("tenant_id", "=", tenantId)
    .executeTakeFirst();
  return row === undefined ? undefined : toErasure(row);
}

/** Of the shops of one cell, or of all. */
export async function unfinishedErasures(db: Db<"region">, cell: string | undefined): Promise<Erasure[]> {
  const rows = await tables(db)
    .selectFrom("shop_erasures")
    .select(columns)
    .where("finished_at", "is", null)
    .$if(cell !== undefined, (query) => query.where("cell", "=", cell ?? ""))
    .orderBy("begun_at")
    .orderBy("tenant_id")
    .execute();
  return rows.map(toErasure);
}

/** Keeps what was found before anything is gone; the first count stays. */
export async function keepCount(db: Db<"region">, tenantId: string, counted: Counted): Promise<void> {
  await tables(db)
    .updateTable("shop_erasures")
    .set({ counted: JSON.stringify(counted) })
    .where("tenant_id", "=", tenantId)
    .where("counted", "is", null)
    .execute();
}

export async function finishErasure(tx: Tx<"region">, tenantId: string, now: Date): Promise<void> {
  await tables(tx)
    .updateTable("shop_erasures")
    .set({ finished_at: now })
    .where("tenant_id", "=", tenantId)
    .where("finished_at", "is", null)
    .execute();
}

/** Columns by which a row of the platform's own tables is a tenant's. */
const ownerColumns = ["tenant_id", "owner_id"] as const;
/** What stays: that, when and how much was erased. */
const kept: readonly string[] = ["shop_erasures"];

/**
 * Deletes every row that is the tenant's from the platform's tables as they are declared, so that none can be
 * forgotten; the directory's own row, to which the others refer, last. Answers how many went.
 */
export async function deleteRowsOf(
  tx: Tx<"region">,
  declared: AnyTableDeclarations,
  { tenantId, schema }: Pick<Erasure, "tenantId" | "schema">,
): Promise<number> {
  const any = tx.tables<Record<string, Record<string, unknown>>>();
  let gone = 0;
  for (const [name, columnsOf] of Object.entries(declared)) {
    if (kept.includes(name) || name === "tenants") continue;
    for (const column of [...ownerColumns, "schema_name"]) {
      if (!(column in columnsOf)) continue;
      const value = column === "schema_name" ? schema : tenantId;
      gone += Number((await any.deleteFrom(name).where(column, "=", value).executeTakeFirst()).numDeletedRows);
    }
  }
  gone += Number((await any.deleteFrom("tenants").where("id", "=", tenantId).executeTakeFirst()).numDeletedRows);
  return gone;
}
