import { DomainError, notFound } from "../kernel/errors.ts";
import { violates } from "../platform/db.ts";
import { newId } from "../platform/new-id.ts";
import { write } from "../platform/verb.ts";
import { belowReserved, locationName, lockLevel, mainLocation } from "./queries/levels.ts";
import { moveStock } from "./queries/move.ts";
import { AdjustStock, StockLevel } from "./schemas.ts";
import { toStockLevel } from "./to-stock-level.ts";
import type { InventoryErrorCode } from "./error-codes.ts";

/** Sets or changes what is on the shelf of one location. */
export const adjustStock = write(
  "inventory.adjust_stock",
  {
    access: { staff: "catalog.write" },
    input: AdjustStock,
    output: StockLevel,
    audit: (input, output) => ({
      subject: input.variantId,
      details: { location: output.locationId, onHand: output.onHand, reason: input.reason },
    }),
    leaves: ["outbox"],
  },
  async (ctx, { variantId, locationId, change, expectedOnHand, reason }) => {
    const place = locationId ?? mainLocation;
    const [level, name] = [await lockLevel(ctx.db, variantId, place), await locationName(ctx.db, place)];
    if (level === undefined || name === undefined) throw notFound("stock_level");
    if (expectedOnHand !== null && expectedOnHand !== level.on_hand) {
      throw new DomainError<InventoryErrorCode>("conflict", "inventory.stale", { current: { onHand: level.on_hand } });
    }
    const onHand = change.kind === "set" ? change.onHand : level.on_hand + change.quantity;
    if (onHand < 0)
      throw new DomainError<InventoryErrorCode>("conflict", "inventory.below_zero", { onHand: level.on_hand });
    const moves = [{ variantId, locationId: place, onHand: onHand - level.on_hand, reserved: 0 }];
    try {
      await moveStock(ctx.db, moves, { kind: "adjust", reference: newId("mov"), note: reason, at: ctx.now() });
    } catch (error) {
      if (violates(error, "stock_levels_oversold")) throw belowReserved(error);
      throw error;
    }
    ctx.emit({ type: "stock.changed", aggregateId: variantId, payload: { variantId, locationId: place } });
    return toStockLevel({ ...level, on_hand: onHand, updated_at: ctx.now(), name });
  },
);
