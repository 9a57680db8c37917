import type { Kysely } from "kysely";
import type { Id } from "../../kernel/ids.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { PricingTables } from "../tables.ts";

const tables = (db: Db<"tenant">): Kysely<PricingTables> => db.tables<PricingTables>();

export interface ExclusionRow {
  readonly variantId: Id<"var">;
  readonly marketId: Id<"mkt">;
  readonly updatedAt: Date;
}

/** Where the variants are not sold. */
export async function selectExclusions(db: Db<"tenant">, variantIds: readonly string[]): Promise<ExclusionRow[]> {
  const rows = await tables(db)
    .selectFrom("sale_exclusions")
    .select(["variant_id", "market_id", "updated_at"])
    .where((eb) => eb("variant_id", "=", eb.fn.any(eb.val([...variantIds]))))
    .orderBy("variant_id")
    .orderBy("market_id")
    .execute();
  return rows.map((row) => ({
    variantId: row.variant_id as Id<"var">,
    marketId: row.market_id as Id<"mkt">,
    updatedAt: row.updated_at,
  }));
}

export interface ExclusionPlace {
  readonly variantId: string;
  readonly marketId: string;
}

export async function insertExclusions(tx: Tx<"tenant">, places: readonly ExclusionPlace[], now: Date): Promise<void> {
  if (places.length === 0) return;
  await tables(tx)
    .insertInto("sale_exclusions")
    .values(places.map((place) => ({ variant_id: place.variantId, market_id: place.marketId, updated_at: now })))
    .onConflict((conflict) => conflict.constraint("sale_exclusions_pkey").doNothing())
    .execute();
}

export async function deleteExclusions(tx: Tx<"tenant">, places: readonly ExclusionPlace[]): Promise<void> {
  if (places.length === 0) return;
  await tables(tx)
    .deleteFrom("sale_exclusions")
    .where((eb) =>
      eb.or(
        places.map((place) => eb.and([eb("variant_id", "=", place.variantId), eb("market_id", "=", place.marketId)])),
      ),
    )
    .execute();
}
