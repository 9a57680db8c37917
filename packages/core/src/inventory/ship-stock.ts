import { DomainError } from "../kernel/errors.ts";
import { type Tx, violates } from "../platform/db.ts";
import type { InventoryErrorCode } from "./error-codes.ts";
import { moveStock } from "./queries/move.ts";
import type { Demand } from "./queries/reserve.ts";
import { lockReservations, movedBefore, shiftShipped } from "./queries/reservations.ts";
import { trackedLevels } from "./queries/levels.ts";
import { type HeldPieces, planShipping } from "./rules.ts";

export interface Shipping {
  /** Who had reserved. */
  readonly ownerId: string;
  /** The parcel's id: the same reference ships once, and comes back once. */
  readonly reference: string;
  readonly items: readonly Demand[];
  readonly now: Date;
}

/**
 * Takes sold pieces off the shelf: on hand and reserved fall alike, so what can be sold stays as it is.
 * Untracked goods have no shelf.
 *
 * @throws DomainError conflict `inventory.ship_too_many` when the owner has not that many left to ship;
 * conflict `inventory.not_on_shelf` when fewer are on hand, as a back-order allows.
 */
export async function shipStock(tx: Tx<"tenant">, shipping: Shipping): Promise<void> {
  try {
    await shift(tx, shipping, "ship");
  } catch (error) {
    if (!violates(error, "stock_levels_on_hand")) throw error;
    throw new DomainError<InventoryErrorCode>("conflict", "inventory.not_on_shelf", {}, { cause: error });
  }
}

/** Puts the pieces of a parcel that never left back on the shelf, where they wait for their order as before. */
export function unshipStock(tx: Tx<"tenant">, shipping: Shipping): Promise<void> {
  return shift(tx, shipping, "unship");
}

async function shift(tx: Tx<"tenant">, given: Shipping, kind: "ship" | "unship"): Promise<void> {
  const { ownerId, reference, items, now } = given;
  const rows = await lockReservations(tx, ownerId);
  if (items.length === 0 || (await movedBefore(tx, reference, kind))) return;
  const held = rows
    .filter((row) => row.state === "committed")
    .map((row): HeldPieces => {
      const quantity = kind === "ship" ? row.quantity : row.shipped;
      return { variantId: row.variant_id, locationId: row.location_id, quantity };
    });
  const plan = planShipping(held, items);
  if (plan.kind === "too_many") {
    const { variantId, held: left } = plan;
    throw new DomainError<InventoryErrorCode>("conflict", "inventory.ship_too_many", { variantId, held: left });
  }
  const sign = kind === "ship" ? 1 : -1;
  await shiftShipped(tx, ownerId, plan.taken, sign);
  const tracked = await trackedLevels(
    tx,
    plan.taken.map((one) => one.variantId),
  );
  const moves = plan.taken.map(({ variantId, locationId, quantity }) => ({
    variantId,
    locationId,
    onHand: tracked.has(`${variantId} ${locationId}`) ? -sign * quantity : 0,
    reserved: -sign * quantity,
  }));
  await moveStock(tx, moves, { kind, reference, at: now });
}
