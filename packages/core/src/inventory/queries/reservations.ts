import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import type { ReservationState } from "../tables.ts";
import { inventory } from "./levels.ts";

export interface ReservationRow {
  readonly variant_id: string;
  readonly location_id: string;
  readonly quantity: number;
  readonly shipped: number;
  readonly state: ReservationState;
}

/** An owner's reservations, locked in the order of their levels. */
export function lockReservations(tx: Tx<"tenant">, ownerId: string): Promise<ReservationRow[]> {
  return inventory(tx)
    .selectFrom("reservations")
    .select(["variant_id", "location_id", "quantity", "shipped", "state"])
    .where("owner_id", "=", ownerId)
    .orderBy("variant_id")
    .orderBy("location_id")
    .forUpdate()
    .execute();
}

/** Commits what the owner holds, locked in the order of the levels, in one statement; answers the states before. */
export async function commitHeld(tx: Tx<"tenant">, ownerId: string): Promise<ReservationState[]> {
  const rows = await inventory(tx)
    .with(
      (cte) => cte("locked").materialized(),
      (db) =>
        db
          .selectFrom("reservations")
          .select(["variant_id", "location_id", "state"])
          .where("owner_id", "=", ownerId)
          .orderBy("variant_id")
          .orderBy("location_id")
          .forUpdate(),
    )
    .with("moved", (db) =>
      db
        .updateTable("reservations as r")
        .from("locked as l")
        .set({ state: "committed", until: null })
        .where("r.owner_id", "=", ownerId)
        .whereRef("r.variant_id", "=", "l.variant_id")
        .whereRef("r.location_id", "=", "l.location_id")
        .where("l.state", "=", "held"),
    )
    .selectFrom("locked")
    .select("state")
    .execute();
  return rows.map((row) => row.state);
}

export async function setReservationState(
  tx: Tx<"tenant">,
  ownerId: string,
  from: ReservationState,
  to: Exclude<ReservationState, "held">,
): Promise<void> {
  await inventory(tx)
    .updateTable("reservations")
    .set({ state: to, until: null })
    .where("owner_id", "=", ownerId)
    .where("state", "=", from)
    .execute();
}

/** Lowers committed reservations by what came back, waiting or shipped; one that is empty is released. */
export async function lowerReservations(
  tx: Tx<"tenant">,
  ownerId: string,
  back: readonly { variantId: string; locationId: string; quantity: number; shipped: number }[],
): Promise<void> {
  if (back.length === 0) return;
  await inventory(tx)
    .updateTable("reservations as r")
    .from(
      sql<{
        variant_id: string;
        location_id: string;
        quantity: number;
        shipped: number;
      }>`unnest(${back.map((b) => b.variantId)}::text[], ${back.map((b) => b.locationId)}::text[],
        ${back.map((b) => b.quantity)}::int[], ${back.map((b) => b.shipped)}::int[])`.as<"b">(
        sql`b(variant_id, location_id, quantity, shipped)`,
      ),
    )
    .set((eb) => ({
      quantity: eb("r.quantity", "-", eb.ref("b.quantity")),
      shipped: eb("r.shipped", "-", eb.ref("b.shipped")),
      state: sql<ReservationState>`case when r.quantity = b.quantity and r.shipped = b.shipped
        then 'released' else r.state end`,
    }))
    .where("r.owner_id", "=", ownerId)
    .whereRef("r.variant_id", "=", "b.variant_id")
    .whereRef("r.location_id", "=", "b.location_id")
    .execute();
}

/** Moves pieces from waiting to shipped, or with `sign` −1 back. */
export async function shiftShipped(
  tx: Tx<"tenant">,
  ownerId: string,
  pieces: readonly { variantId: string; locationId: string; quantity: number }[],
  sign: 1 | -1,
): Promise<void> {
  await inventory(tx)
    .updateTable("reservations as r")
    .from(
      sql<{ variant_id: string; location_id: string; quantity: number }>`unnest(
        ${pieces.map((one) => one.variantId)}::text[], ${pieces.map((one) => one.locationId)}::text[],
        ${pieces.map((one) => sign * one.quantity)}::int[])`.as<"p">(sql`p(variant_id, location_id, quantity)`),
    )
    .set((eb) => ({
      quantity: eb("r.quantity", "-", eb.ref("p.quantity")),
      shipped: eb("r.shipped", "+", eb.ref("p.quantity")),
    }))
    .where("r.owner_id", "=", ownerId)
    .whereRef("r.variant_id", "=", "p.variant_id")
    .whereRef("r.location_id", "=", "p.location_id")
    .execute();
}

export async function movedBefore(
  db: Db<"tenant">,
  reference: string,
  kind: "restock" | "ship" | "unship",
): Promise<boolean> {
  const row = await inventory(db)
    .selectFrom("stock_movements")
    .select("reference")
    .where("reference", "=", reference)
    .where("kind", "=", kind)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Owners whose reservations have run out, the oldest first. */
export async function expiredOwners(db: Db<"tenant">, now: Date, limit: number): Promise<string[]> {
  const rows = await inventory(db)
    .selectFrom("reservations")
    .select((eb) => ["owner_id", eb.fn.min("until").as("until")])
    .where("state", "=", "held")
    .where("until", "<=", now)
    .groupBy("owner_id")
    .orderBy("until")
    .limit(limit)
    .execute();
  return rows.map((row) => row.owner_id);
}

/** When the next reservation runs out, or null when none is held. */
export async function nextExpiry(db: Db<"tenant">): Promise<Date | null> {
  const row = await inventory(db)
    .selectFrom("reservations")
    .select("until")
    .where("state", "=", "held")
    .orderBy("until")
    .limit(1)
    .executeTakeFirst();
  return row?.until ?? null;
}
