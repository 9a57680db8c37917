import { sql } from "kysely";
import type { Tx } from "../../platform/db.ts";
import type { MovementKind } from "../tables.ts";
import { inventory } from "./levels.ts";

/** A change of one level, in pieces. */
export interface Move {
  readonly variantId: string;
  readonly locationId: string;
  readonly onHand: number;
  readonly reserved: number;
}

/** Why levels change: the ledger keeps one row per reference, kind and level. */
export interface MoveReason {
  readonly kind: Exclude<MovementKind, "reserve">;
  readonly reference: string;
  readonly note?: string | null;
  readonly at: Date;
}

/**
 * Changes levels and writes the ledger in one statement, the levels locked in the order of their ids.
 * A level that this reference has moved before for the same kind stays as it is. Answers how many moved.
 */
export async function moveStock(tx: Tx<"tenant">, moves: readonly Move[], reason: MoveReason): Promise<number> {
  if (moves.length === 0) return 0;
  const { kind, reference, note = null, at } = reason;
  const asked = sql<{ variant_id: string; location_id: string; on_hand: number; reserved: number }>`unnest(
    ${moves.map((move) => move.variantId)}::text[], ${moves.map((move) => move.locationId)}::text[],
    ${moves.map((move) => move.onHand)}::int[], ${moves.map((move) => move.reserved)}::int[])`.as<"m">(
    sql`m(variant_id, location_id, on_hand, reserved)`,
  );
  const done = await inventory(tx)
    .with(
      (cte) => cte("locked").materialized(),
      (db) =>
        db
          .selectFrom("stock_levels as l")
          .innerJoin(asked, (join) =>
            join.onRef("m.variant_id", "=", "l.variant_id").onRef("m.location_id", "=", "l.location_id"),
          )
          .select(["l.variant_id", "l.location_id", "m.on_hand", "m.reserved"])
          .orderBy("l.variant_id")
          .orderBy("l.location_id")
          .forUpdate("l"),
    )
    .with("written", (db) =>
      db
        .insertInto("stock_movements")
        .columns(["reference", "kind", "variant_id", "location_id", "on_hand", "reserved", "note", "at"])
        .expression((eb) =>
          eb
            .selectFrom("locked")
            .select([
              sql<string>`${reference}::text`.as("reference"),
              sql<MovementKind>`${kind}::text`.as("kind"),
              "variant_id",
              "location_id",
              "on_hand",
              "reserved",
              sql<string | null>`${note}::text`.as("note"),
              sql<Date>`${at}::timestamptz`.as("at"),
            ]),
        )
        .onConflict((conflict) => conflict.doNothing())
        .returning(["variant_id", "location_id", "on_hand", "reserved"]),
    )
    .updateTable("stock_levels as l")
    .from("written as w")
    .set((eb) => ({
      on_hand: eb("l.on_hand", "+", eb.ref("w.on_hand")),
      reserved: eb("l.reserved", "+", eb.ref("w.reserved")),
      updated_at: at,
    }))
    .whereRef("l.variant_id", "=", "w.variant_id")
    .whereRef("l.location_id", "=", "w.location_id")
    .returning("l.variant_id")
    .execute();
  return done.length;
}
