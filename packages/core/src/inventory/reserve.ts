import { DomainError } from "../kernel/errors.ts";
import { type Tx, violates } from "../platform/db.ts";
import { type Demand, reserveLevels } from "./queries/reserve.ts";
import { addUp } from "./rules.ts";
import type { InventoryErrorCode } from "./error-codes.ts";

interface Reserve {
  /** Who reserves: a checkout's id. A released owner cannot reserve again; a new attempt is a new owner. */
  readonly ownerId: string;
  readonly demands: readonly Demand[];
  readonly until: Date;
  readonly now: Date;
}

/**
 * Reserves all demands until the given time, or none. Call it last in its transaction: the levels are hot
 * rows. The caller announces due work of kind `reservations` at `until`.
 *
 * @throws DomainError conflict `inventory.out_of_stock` with `variantIds`, and per variant what is left;
 * conflict `inventory.already_reserved` for an owner that has reserved before.
 */
export async function reserve(tx: Tx<"tenant">, { ownerId, demands, until, now }: Reserve): Promise<void> {
  const wanted = addUp(demands);
  if (wanted.length === 0) return;
  const short = await reserveLevels(tx, { ownerId, demands: wanted, until, now }).catch((error: unknown) => {
    if (!violates(error, "reservations_pkey") && !violates(error, "stock_movements_pkey")) throw error;
    throw new DomainError<InventoryErrorCode>("conflict", "inventory.already_reserved", {}, { cause: error });
  });
  if (short.length === 0) return;
  throw new DomainError<InventoryErrorCode>("conflict", "inventory.out_of_stock", {
    variantIds: short.map((one) => one.variantId),
    available: Object.fromEntries(short.map((one) => [one.variantId, one.available])),
  });
}
