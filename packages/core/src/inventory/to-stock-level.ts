import type { z } from "zod";
import type { Id } from "../kernel/ids.ts";
import type { StockLevel } from "./schemas.ts";

interface LevelRow {
  readonly variant_id: string;
  readonly location_id: string;
  readonly name: string;
  readonly tracked: boolean;
  readonly backorder: boolean;
  readonly on_hand: number;
  readonly reserved: number;
  readonly updated_at: Date;
}

export function toStockLevel(row: LevelRow): z.input<typeof StockLevel> {
  return {
    variantId: row.variant_id as Id<"var">,
    locationId: row.location_id as Id<"loc">,
    location: row.name,
    tracked: row.tracked,
    backorder: row.backorder,
    onHand: row.on_hand,
    reserved: row.reserved,
    available: row.on_hand - row.reserved,
    updatedAt: row.updated_at.toISOString(),
  };
}
