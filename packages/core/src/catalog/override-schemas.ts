import { z } from "zod";
import { id, line, locale, text, version } from "../wire.ts";

/** The fields of a product that a market may have its own value of. */
export const overrideFields = ["title", "description", "available", "pictures"] as const;
export type OverrideField = (typeof overrideFields)[number];

const pictureOrder = z
  .array(id("med"))
  .min(1)
  .max(100)
  .refine((ids) => new Set(ids).size === ids.length, "each picture once");

/**
 * A market's own values. `locale` null is for all of the market's languages; a language's own value beats it. A field
 * left out stays; null gives it back to what is inherited. `pictures` come first in this order, the others follow.
 */
export const SetProductOverride = z.object({
  productId: id("prd"),
  /** The product's. */
  version,
  marketId: id("mkt"),
  locale: locale.nullable().default(null),
  title: line(250).nullable().optional(),
  description: text(50_000).nullable().optional(),
  /** False does not sell it here; true sells it in one language of a market that does not. */
  available: z.boolean().nullable().optional(),
  pictures: pictureOrder.nullable().optional(),
});
export type SetProductOverride = z.output<typeof SetProductOverride>;

export const GetProductOverrides = z.object({ productId: id("prd"), marketId: id("mkt") });

const fieldValue = z.union([z.string(), z.boolean(), z.array(z.string())]).nullable();
/** A field as visitors of a market in a language meet it, and where it comes from. */
export const ProvenProductField = z.object({
  field: z.enum(overrideFields),
  /** The language that is asked about; null is the market as a whole. */
  locale: z.string().nullable(),
  source: z.enum(["product", "market", "locale"]),
  /** Of a text: the language that it is written in, null for one that is for all of the market's languages. */
  textLocale: z.string().nullable(),
  value: fieldValue,
  /** What would hold without this level's own value. */
  inherited: fieldValue,
  /** Whether this level has a value of its own. */
  own: z.boolean(),
});
export type ProvenProductField = z.output<typeof ProvenProductField>;
export const ProductOverrides = z.object({
  productId: id("prd"),
  version,
  marketId: id("mkt"),
  fields: z.array(ProvenProductField),
});
