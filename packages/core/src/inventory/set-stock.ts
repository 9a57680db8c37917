import { type Tx, violates } from "../platform/db.ts";
import { availability, belowReserved, mainLocation, type StockPolicy, writePolicies } from "./queries/levels.ts";
import { moveStock } from "./queries/move.ts";

/**
 * Says how variants' stock is kept; a variant that is new gets its level.
 *
 * @throws DomainError conflict `inventory.below_reserved` when back-orders end while some are waiting.
 */
export async function setStockPolicies(tx: Tx<"tenant">, policies: readonly StockPolicy[], now: Date): Promise<void> {
  try {
    await writePolicies(tx, policies, now);
  } catch (error) {
    if (violates(error, "stock_levels_oversold")) throw belowReserved(error);
    throw error;
  }
}

interface CountedStock {
  readonly variantId: string;
  readonly onHand: number;
}

/**
 * Sets what is on the shelf at the main location, for imports: the same reference sets a variant once, so that
 * an import that is run again does not undo what happened meanwhile. Answers the variants that stayed as they
 * are, because more is promised to orders than was counted.
 */
export async function setCountedStock(
  tx: Tx<"tenant">,
  counted: readonly CountedStock[],
  reference: string,
  now: Date,
): Promise<string[]> {
  const current = await availability(
    tx,
    counted.map((one) => one.variantId),
  );
  const refused = counted.filter(({ variantId, onHand }) => {
    const stock = current.get(variantId);
    return stock !== undefined && stock.tracked && !stock.backorder && stock.reserved > onHand;
  });
  const moves = counted
    .filter((one) => !refused.includes(one))
    .map(({ variantId, onHand }) => ({
      variantId,
      locationId: mainLocation,
      onHand: onHand - (current.get(variantId)?.onHand ?? 0),
      reserved: 0,
    }))
    .filter((move) => move.onHand !== 0);
  try {
    await moveStock(tx, moves, { kind: "import", reference, at: now });
  } catch (error) {
    if (violates(error, "stock_levels_oversold")) throw belowReserved(error);
    throw error;
  }
  return refused.map((one) => one.variantId);
}
