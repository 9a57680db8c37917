import type { Tx } from "../platform/db.ts";
import { moveStock } from "./queries/move.ts";
import { lockReservations, setReservationState } from "./queries/reservations.ts";

/** Gives back what the owner holds and has not paid. Repeating it, or doing it after the commitment, changes nothing. */
export async function releaseReservation(tx: Tx<"tenant">, ownerId: string, now: Date): Promise<void> {
  const held = (await lockReservations(tx, ownerId)).filter((row) => row.state === "held");
  if (held.length === 0) return;
  await setReservationState(tx, ownerId, "held", "released");
  const moves = held.map((row) => ({
    variantId: row.variant_id,
    locationId: row.location_id,
    onHand: 0,
    reserved: -row.quantity,
  }));
  await moveStock(tx, moves, { kind: "release", reference: ownerId, at: now });
}
