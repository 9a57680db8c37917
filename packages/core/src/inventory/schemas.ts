import { z } from "zod";
import { id, instant, line, page, pageInput } from "../wire.ts";

export const maxOnHand = 100_000_000;

/** Pieces of a variant: on the shelf, promised to orders and open checkouts, and left to sell. */
export const Stock = z.object({
  variantId: id("var"),
  /** Without tracking any number can be sold and the figures mean nothing. */
  tracked: z.boolean(),
  /** Whether more may be sold than is there. */
  backorder: z.boolean(),
  onHand: z.int(),
  reserved: z.int(),
  /** `onHand − reserved` over all locations; negative when back-orders wait. */
  available: z.int(),
});
export type Stock = z.output<typeof Stock>;

export const StockLevel = z.object({
  variantId: id("var"),
  locationId: id("loc"),
  location: z.string(),
  tracked: z.boolean(),
  backorder: z.boolean(),
  onHand: z.int(),
  reserved: z.int(),
  available: z.int(),
  updatedAt: instant,
});
export type StockLevel = z.output<typeof StockLevel>;

export const ListStock = z.object({
  ...pageInput,
  /** Only these variants; empty is all. */
  variantIds: z.array(id("var")).max(250).default([]),
  /** Only levels with at most this many pieces to sell. */
  availableAtMost: z.int().min(-maxOnHand).max(maxOnHand).nullable().default(null),
});
export const StockPage = page(StockLevel);

export const ListMovements = z.object({ ...pageInput, variantId: id("var") });
/** One change of a level, in pieces; `reference` names what caused it: an order, an import, a correction. */
export const StockMovement = z.object({
  at: instant,
  kind: z.string(),
  reference: z.string(),
  locationId: id("loc"),
  location: z.string(),
  onHand: z.int(),
  reserved: z.int(),
  note: z.string().nullable(),
});
export const MovementPage = page(StockMovement);

/** Sets what is on the shelf, or adds to it. `expectedOnHand` refuses when someone else has counted since. */
export const AdjustStock = z.object({
  variantId: id("var"),
  locationId: id("loc").nullable().default(null),
  change: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("set"), onHand: z.int().min(0).max(maxOnHand) }),
    z.object({ kind: z.literal("add"), quantity: z.int().min(-maxOnHand).max(maxOnHand) }),
  ]),
  expectedOnHand: z.int().min(0).max(maxOnHand).nullable().default(null),
  reason: line(200).nullable().default(null),
});
export type AdjustStock = z.output<typeof AdjustStock>;
