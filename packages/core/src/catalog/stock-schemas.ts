import { z } from "zod";
import { id, page, pageInput } from "../wire.ts";
import { ProductStatus } from "./schemas.ts";

export const ListStockItems = z.object({
  ...pageInput,
  /** Words of the product's texts or SKUs. */
  q: z.string().trim().max(200).default(""),
  /** Only tracked variants without back-orders that have at most this many pieces left. */
  availableAtMost: z.int().min(0).max(1_000_000).nullable().default(null),
});
/** A variant with its stock over all locations. */
export const StockItem = z.object({
  variantId: id("var"),
  productId: id("prd"),
  title: z.string(),
  /** Its chosen options in words; empty without any. */
  options: z.string(),
  sku: z.string().nullable(),
  status: ProductStatus,
  tracked: z.boolean(),
  backorder: z.boolean(),
  onHand: z.int(),
  reserved: z.int(),
  available: z.int(),
});
export const StockItemPage = page(StockItem);
