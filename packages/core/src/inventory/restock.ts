import { DomainError } from "../kernel/errors.ts";
import type { Tx } from "../platform/db.ts";
import type { Demand } from "./queries/reserve.ts";
import { trackedLevels } from "./queries/levels.ts";
import { moveStock } from "./queries/move.ts";
import { lockReservations, lowerReservations, movedBefore } from "./queries/reservations.ts";
import { planRestock } from "./rules.ts";
import type { InventoryErrorCode } from "./error-codes.ts";

interface Restocking {
  /** Who had reserved. */
  readonly ownerId: string;
  /** Why it comes back, a refund's id: the same reference restocks once. */
  readonly reference: string;
  readonly items: readonly Demand[];
  readonly now: Date;
}

/**
 * Makes sold pieces free to sell again: those that wait for shipping first, then those that came back from it.
 *
 * @throws DomainError conflict `inventory.restock_too_many` when the owner has not that many.
 */
export async function restock(tx: Tx<"tenant">, { ownerId, reference, items, now }: Restocking): Promise<void> {
  const rows = await lockReservations(tx, ownerId);
  if (items.length === 0 || (await movedBefore(tx, reference, "restock"))) return;
  const held = rows
    .filter((row) => row.state === "committed")
    .map((row) => ({
      variantId: row.variant_id,
      locationId: row.location_id,
      quantity: row.quantity,
      shipped: row.shipped,
    }));
  const plan = planRestock(held, items);
  if (plan.kind === "too_many") {
    throw new DomainError<InventoryErrorCode>("conflict", "inventory.restock_too_many", {
      variantId: plan.variantId,
      held: plan.held,
    });
  }
  await lowerReservations(tx, ownerId, plan.back);
  const returned = plan.back.filter((one) => one.shipped > 0).map((one) => one.variantId);
  const tracked = returned.length === 0 ? new Set<string>() : await trackedLevels(tx, returned);
  const moves = plan.back.map(({ variantId, locationId, quantity, shipped }) => ({
    variantId,
    locationId,
    onHand: tracked.has(`${variantId} ${locationId}`) ? shipped : 0,
    reserved: -quantity,
  }));
  await moveStock(tx, moves, { kind: "restock", reference, at: now });
}
