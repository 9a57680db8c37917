import type { Tx } from "../platform/db.ts";
import { commitHeld } from "./queries/reservations.ts";

/**
 * Turns what the owner has reserved into a commitment without an end. `gone` when there is nothing to commit:
 * it was released, or ran out, before. Repeating it changes nothing.
 */
export async function commitReservation(tx: Tx<"tenant">, ownerId: string): Promise<"committed" | "gone"> {
  const before = await commitHeld(tx, ownerId);
  return before.some((state) => state !== "released") ? "committed" : "gone";
}
