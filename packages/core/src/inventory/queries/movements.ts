import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import { inventory } from "./levels.ts";

export interface MovementsBefore {
  readonly variantId: string;
  /** The last one seen: its moment, reference, kind and place. */
  readonly before: readonly [at: Date, reference: string, kind: string, locationId: string] | null;
  readonly limit: number;
}

/** What happened to a variant's stock, newest first. */
export function movementsBefore(db: Db<"tenant">, { variantId, before, limit }: MovementsBefore) {
  return inventory(db)
    .selectFrom("stock_movements as m")
    .innerJoin("stock_locations as p", "p.id", "m.location_id")
    .select(["m.at", "m.reference", "m.kind", "m.location_id", "p.name", "m.on_hand", "m.reserved", "m.note"])
    .where("m.variant_id", "=", variantId)
    .$if(before !== null, (query) =>
      query.where(
        sql<boolean>`(m.at, m.reference, m.kind, m.location_id) < (${before?.[0]}, ${before?.[1]}, ${before?.[2]}, ${before?.[3]})`,
      ),
    )
    .orderBy("m.at", "desc")
    .orderBy("m.reference", "desc")
    .orderBy("m.kind", "desc")
    .orderBy("m.location_id", "desc")
    .limit(limit)
    .execute();
}

/** How many tracked levels without back-orders have at most this many pieces left, counted no further than `most`. */
export async function countLow(db: Db<"tenant">, availableAtMost: number, most: number): Promise<number> {
  const row = await inventory(db)
    .with("low", (cte) =>
      cte
        .selectFrom("stock_levels")
        .select("variant_id")
        .where("tracked", "=", true)
        .where("backorder", "=", false)
        .where((eb) => eb(eb("on_hand", "-", eb.ref("reserved")), "<=", availableAtMost))
        .limit(most),
    )
    .selectFrom("low")
    .select((eb) => eb.fn.countAll<number>().as("low"))
    .executeTakeFirstOrThrow();
  return Number(row.low);
}

/** Tracked variants without back-orders that have at most so many pieces left over all locations, by id. */
export async function lowVariants(
  db: Db<"tenant">,
  { atMost, after, limit }: { readonly atMost: number; readonly after: string | null; readonly limit: number },
): Promise<string[]> {
  const rows = await inventory(db)
    .selectFrom("stock_levels")
    .select("variant_id")
    .$if(after !== null, (query) => query.where("variant_id", ">", after ?? ""))
    .groupBy("variant_id")
    .having(sql<boolean>`bool_and(tracked) and not bool_or(backorder) and sum(on_hand - reserved) <= ${atMost}`)
    .orderBy("variant_id")
    .limit(limit)
    .execute();
  return rows.map((row) => row.variant_id);
}
