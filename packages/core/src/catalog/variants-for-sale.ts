import type { Id } from "../kernel/ids.ts";
import { type MediaReader, type Picture, picturesOfPart } from "../media/index.ts";
import { type Ids, type Part, readPart, together } from "../platform/parts.ts";
import type { Measure } from "../pricing/schemas.ts";
import { altOf, firstPicture, thumbnail } from "./rules/pictures.ts";
import { productsOfVariants, type SaleVariantRow, saleVariantsPart } from "./queries/shop.ts";
import { arranged, textsIn } from "./rules/override.ts";
import { slugOf, textOf, variantLabel } from "./rules/localise.ts";

/** A variant that may be sold in a market, in a reader's language. Its price decides whether it is for sale in a market. */
export interface SaleVariant {
  readonly variantId: Id<"var">;
  readonly productId: Id<"prd">;
  readonly sku: string | null;
  readonly slug: string;
  readonly title: string;
  /** The chosen options in words, `Schwarz / L`; empty for a product without any. */
  readonly optionText: string;
  readonly picture: { readonly url: string; readonly alt: string } | null;
  readonly taxClass: string;
  readonly weightGrams: number | null;
  /** What it contains, for the price per unit of measure. */
  readonly measure: Measure | null;
  /** The product's categories and all above them. */
  readonly categoryIds: readonly string[];
}

/**
 * Those of the variants that are on sale in a market, by id, in one statement, with the market's own texts and order
 * of pictures. Missing: gone, switched off, unpublished, or not sold in this market.
 */
export async function variantsForSale(
  ctx: MediaReader,
  ids: readonly string[],
  marketId: string,
  chain: readonly string[],
): Promise<Map<string, SaleVariant>> {
  return ids.length === 0 ? new Map() : readPart(ctx.db, variantsForSalePart(ctx, ids, marketId, chain));
}

/** The same, to be read with others. */
export function variantsForSalePart(
  ctx: MediaReader,
  ids: Ids,
  marketId: string,
  chain: readonly string[],
): Part<Map<string, SaleVariant>> {
  const rows = saleVariantsPart(ids, marketId, chain);
  const pictures = picturesOfPart(ctx, productsOfVariants(ids));
  return together({ rows, pictures }, (read) => saleVariants(read.rows, read.pictures, chain));
}

function saleVariants(
  rows: readonly SaleVariantRow[],
  pictures: ReadonlyMap<string, Picture[]>,
  chain: readonly string[],
): Map<string, SaleVariant> {
  return new Map(
    rows.map((row) => {
      const contents = row.contents ?? {};
      const overrides = row.overrides ?? [];
      const title = textOf(chain, textsIn(contents, overrides, chain), "title")?.value ?? "";
      const shown = arranged(pictures.get(row.product_id) ?? [], overrides, chain[0] ?? "");
      const picture = firstPicture(shown, row.id);
      const variant: SaleVariant = {
        variantId: row.id as Id<"var">,
        productId: row.product_id as Id<"prd">,
        sku: row.sku,
        slug: slugOf(chain, contents).value,
        title,
        optionText: variantLabel(chain, contents, row.options, {
          optionValues: row.option_values,
          title: row.variant_title,
        }),
        picture: picture === undefined ? null : { url: thumbnail(picture), alt: altOf(picture, chain, title) },
        taxClass: row.tax_class,
        weightGrams: row.weight_grams,
        measure: row.measure,
        categoryIds: row.category_ids ?? [],
      };
      return [row.id, variant];
    }),
  );
}
