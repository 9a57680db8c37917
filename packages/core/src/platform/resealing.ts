import type { Db } from "./db.ts";
import type { SealedColumn } from "./sealing.ts";
import type { Vault } from "./vault.ts";

/** Columns are named by declarations of ours, never by a caller. */
type AnyTables = Record<string, Record<string, string | null>>;

/**
 * Seals anew, with the vault's current key, whatever in these columns is sealed otherwise. Each text is replaced only
 * if it is still the one that was read, so it may run beside writers, twice, and be killed anywhere. Answers how many.
 */
export async function resealColumns(
  db: Db<"tenant" | "control">,
  columns: readonly SealedColumn[],
  vault: Vault,
): Promise<number> {
  let resealed = 0;
  for (const { table, column, row } of columns) {
    const tables = db.tables<AnyTables>();
    const found = await tables
      .selectFrom(table)
      .select([`${row} as row`, `${column} as sealed`])
      .where(column, "is not", null)
      .orderBy(row)
      .execute();
    for (const { row: id, sealed } of found as { row: string; sealed: string }[]) {
      if (vault.isCurrent(sealed)) continue;
      const place = { table, column, row: id };
      const done = await tables
        .updateTable(table)
        .set({ [column]: vault.seal(place, vault.open(place, sealed)) })
        .where(row, "=", id)
        .where(column, "=", sealed)
        .executeTakeFirst();
      resealed += Number(done.numUpdatedRows);
    }
  }
  return resealed;
}
