import { z } from "zod";
import { PriceEdit, PriceEditPlan } from "../pricing/schemas.ts";
import { id, line } from "../wire.ts";

/** Products whose prices are edited together: those that all of it holds for. Archived ones are left out. */
export const PriceEditFilter = z.object({
  /** None: all products. */
  productIds: z.array(id("prd")).max(500).default([]),
  /** Its sub-categories count as well. */
  categoryId: id("cat").nullable().default(null),
  brand: line(120).nullable().default(null),
  tag: line(80).nullable().default(null),
  status: z.enum(["draft", "active"]).nullable().default(null),
});
export type PriceEditFilter = z.output<typeof PriceEditFilter>;
export const PreviewPriceEdit = z.object({ filter: PriceEditFilter, edit: PriceEdit });
export const EditPrices = z.object({
  ...PreviewPriceEdit.shape,
  /** The preview's: what was not seen is not done. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
});
export const PriceEditResult = PriceEditPlan;

export const DescribeVariants = z.object({ variantIds: z.array(id("var")).min(1).max(500) });
export const DescribedVariants = z.object({
  items: z.array(
    z.object({ variantId: id("var"), productId: id("prd"), title: z.string(), sku: z.string().nullable() }),
  ),
});
