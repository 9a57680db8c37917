import type { Tx } from "../platform/db.ts";
import { lockReservations, setReservationState } from "./queries/reservations.ts";

/**
 * Turns what the owner has reserved into a commitment without an end. `gone` when there is nothing to commit:
 * it was released, or ran out, before. Repeating it changes nothing.
 */
export async function commitReservation(tx: Tx<"tenant">, ownerId: string): Promise<"committed" | "gone"> {
  const rows = await lockReservations(tx, ownerId);
  if (rows.some((row) => row.state === "held")) await setReservationState(tx, ownerId, "held", "committed");
  return rows.some((row) => row.state !== "released") ? "committed" : "gone";
}
