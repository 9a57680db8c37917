import { type Kysely, sql } from "kysely";
import type { Tx } from "../../platform/db.ts";
import { type Given, statement } from "../../platform/statement.ts";
import type { InventoryTables, MovementKind, ReservationState } from "../tables.ts";

/** Pieces of one variant that an owner wants. */
export interface Demand {
  readonly variantId: string;
  readonly quantity: number;
}

export interface Reserving {
  readonly ownerId: string;
  /** At most one per variant. */
  readonly demands: readonly Demand[];
  readonly until: Date;
  readonly now: Date;
}

/** What could not be had. Empty: everything is reserved. */
export interface Shortage {
  readonly variantId: string;
  readonly available: number;
}

/**
 * Reserves all demands or none, in one statement: the levels are locked in the order of their ids (so that
 * baskets never deadlock), looked at as they are after the lock, and changed only when every demand is
 * covered. Locations are emptied in the order of their ids; what a back-order leaves open, and anything
 * untracked, counts at the first.
 */
export async function reserveLevels(
  tx: Tx<"tenant">,
  { ownerId, demands, until, now }: Reserving,
): Promise<Shortage[]> {
  const ids = demands.map((demand) => demand.variantId);
  const rows = await takeLevels(tx, { ids, quantities: demands.map((one) => one.quantity), ownerId, until, now });
  return rows.map((row) => ({ variantId: row.variant_id, available: row.available }));
}

type Taking = Given<Omit<Reserving, "demands"> & { ids: readonly string[]; quantities: readonly number[] }>;
const takeLevels = statement((own: Kysely<InventoryTables>, { ids, quantities, ownerId, until, now }: Taking) => {
  const demand = sql<{ variant_id: string; quantity: number }>`unnest(${ids}::text[],
    ${quantities}::int[])`.as<"d">(sql`d(variant_id, quantity)`);
  return own
    .with(
      (cte) => cte("locked").materialized(),
      (db) =>
        db
          .selectFrom("stock_levels as l")
          .select((eb) => [
            "l.variant_id",
            "l.location_id",
            eb.or([eb.not("l.tracked"), eb.ref("l.backorder")]).as("endless"),
            sql<number>`case when ${eb.ref("l.tracked")} then greatest(${eb.ref("l.on_hand")} - ${eb.ref("l.reserved")}, 0) else 0 end`.as(
              "free",
            ),
          ])
          .where("l.variant_id", "=", sql<string>`any(${ids})`)
          .orderBy("l.variant_id")
          .orderBy("l.location_id")
          .forUpdate(),
    )
    .with("shared", (db) =>
      db
        .selectFrom("locked as k")
        .innerJoin(demand, "d.variant_id", "k.variant_id")
        .select([
          "k.variant_id",
          "k.location_id",
          "k.endless",
          "k.free",
          "d.quantity",
          sql<number>`sum(k.free) over (partition by k.variant_id)`.as("total"),
          sql<number>`coalesce(sum(k.free) over (partition by k.variant_id order by k.location_id
            rows between unbounded preceding and 1 preceding), 0)`.as("before"),
        ]),
    )
    .with("taken", (db) =>
      db.selectFrom("shared as s").select([
        "s.variant_id",
        "s.location_id",
        sql<number>`(least(s.free, greatest(s.quantity - s.before, 0))
            + case when s.endless and s.location_id = min(s.location_id) over (partition by s.variant_id)
              then greatest(s.quantity - s.total, 0) else 0 end)::int`.as("take"),
      ]),
    )
    .with("short", (db) =>
      db
        .selectFrom(demand)
        .leftJoin(
          (eb) =>
            eb
              .selectFrom("shared as s")
              .select((agg) => [
                "s.variant_id",
                agg.fn.max("s.total").as("total"),
                agg.fn.agg<boolean>("bool_or", ["s.endless"]).as("endless"),
              ])
              .groupBy("s.variant_id")
              .as("t"),
          (join) => join.onRef("t.variant_id", "=", "d.variant_id"),
        )
        .select(["d.variant_id", sql<number>`coalesce(t.total, 0)::int`.as("available")])
        .where(sql<boolean>`not coalesce(t.endless or t.total >= d.quantity, false)`),
    )
    .with("changed", (db) =>
      db
        .updateTable("stock_levels as l")
        .from("taken as t")
        .set((eb) => ({ reserved: eb("l.reserved", "+", eb.ref("t.take")), updated_at: now }))
        .whereRef("l.variant_id", "=", "t.variant_id")
        .whereRef("l.location_id", "=", "t.location_id")
        .where("t.take", ">", 0)
        .where((eb) => eb.not(eb.exists(eb.selectFrom("short").select("variant_id"))))
        .returning(["l.variant_id", "l.location_id", "t.take"]),
    )
    .with("held", (db) =>
      db
        .insertInto("reservations")
        .columns(["owner_id", "variant_id", "location_id", "quantity", "state", "until", "created_at"])
        .expression((eb) =>
          eb
            .selectFrom("changed")
            .select([
              sql<string>`${ownerId}::text`.as("owner_id"),
              "variant_id",
              "location_id",
              "take",
              sql<ReservationState>`'held'`.as("state"),
              sql<Date>`${until}::timestamptz`.as("until"),
              sql<Date>`${now}::timestamptz`.as("created_at"),
            ]),
        ),
    )
    .with("written", (db) =>
      db
        .insertInto("stock_movements")
        .columns(["reference", "kind", "variant_id", "location_id", "on_hand", "reserved", "at"])
        .expression((eb) =>
          eb
            .selectFrom("changed")
            .select([
              sql<string>`${ownerId}::text`.as("reference"),
              sql<MovementKind>`'reserve'`.as("kind"),
              "variant_id",
              "location_id",
              sql<number>`0`.as("on_hand"),
              "take",
              sql<Date>`${now}::timestamptz`.as("at"),
            ]),
        ),
    )
    .selectFrom("short")
    .select(["variant_id", "available"])
    .orderBy("variant_id");
});
