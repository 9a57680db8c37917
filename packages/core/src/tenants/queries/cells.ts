import { type Expression, expressionBuilder, type SqlBool } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import type { RegionTables } from "../region-tables.ts";
import type { CellLoad } from "../rules/placement.ts";

const tables = (db: Db<"region">) => db.tables<RegionTables>();

/**
 * A row for the cell of each shop that takes up room: those that are there, or are being packed away, opened, or brought
 * back. One statement: a shop that is entered at this moment is counted where it was or where it is, never in neither.
 */
const taken = (db: Db<"region">) =>
  tables(db)
    .selectFrom("tenants")
    .select("cell")
    .where((eb) =>
      eb.or([
        eb("awake", "=", true),
        eb.exists(
          eb
            .selectFrom("hibernations")
            .select("hibernations.state")
            .whereRef("hibernations.tenant_id", "=", "tenants.id")
            .where("hibernations.state", "=", "falling"),
        ),
      ]),
    )
    .unionAll(tables(db).selectFrom("spare_schemas").select("cell").where("tenant_id", "is not", null))
    .unionAll(
      tables(db)
        .selectFrom("hibernations")
        .select((eb) => eb.ref("building_cell").$notNull().as("cell"))
        .where("building_cell", "is not", null),
    );

/** How many shops each of the cells has, and whether it takes new ones. */
export async function cellLoads(db: Db<"region">, cells: readonly string[]): Promise<CellLoad[]> {
  const rows = await tables(db)
    .selectFrom(taken(db).as("taken"))
    .select((eb) => ["taken.cell", eb.fn.countAll().as("count")])
    .groupBy("taken.cell")
    .execute();
  const gates = await tables(db).selectFrom("cell_gates").select("cell").where("closed", "=", true).execute();
  const counts = new Map(rows.map(({ cell, count }) => [cell, Number(count)]));
  const closed = new Set(gates.map(({ cell }) => cell));
  return cells.map((cell) => ({ cell, tenants: counts.get(cell) ?? 0, closed: closed.has(cell) }));
}

/**
 * Lets one at a time decide about a cell's room: the next one's statement begins, and counts, when this transaction has
 * ended.
 */
export async function passGate(tx: Tx<"region">, cell: string): Promise<void> {
  await tables(tx)
    .insertInto("cell_gates")
    .values({ cell, closed: false })
    .onConflict((conflict) => conflict.column("cell").doUpdateSet({ cell }))
    .execute();
}

/** The cell takes new shops and has fewer than `most`: a part of the statement that takes a place, behind its gate. */
export function hasRoom(tx: Tx<"region">, cell: string, most: number): Expression<SqlBool> {
  const own = tables(tx);
  const closed = own.selectFrom("cell_gates").select("cell").where("cell", "=", cell).where("closed", "=", true);
  const count = own
    .selectFrom(taken(tx).as("taken"))
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("taken.cell", "=", cell);
  const eb = expressionBuilder<RegionTables, never>();
  return eb.and([eb.not(eb.exists(closed)), eb(count, "<", most)]);
}

/** Has a cell take new shops, or none any more; those that it has stay. */
export async function setClosed(tx: Tx<"region">, cell: string, closed: boolean): Promise<void> {
  await tables(tx)
    .insertInto("cell_gates")
    .values({ cell, closed })
    .onConflict((conflict) => conflict.column("cell").doUpdateSet({ closed }))
    .execute();
}
