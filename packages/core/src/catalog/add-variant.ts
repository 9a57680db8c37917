import { DomainError } from "../kernel/errors.ts";
import { setStockPolicies } from "../inventory/index.ts";
import { write } from "../platform/verb.ts";
import { changeProduct } from "./change-product.ts";
import { newVariant } from "./create-product.ts";
import { productView } from "./product-view.ts";
import { withChosenValues } from "./rules/variants.ts";
import { AddVariant, maxVariants, Product } from "./schemas.ts";
import type { CatalogErrorCode } from "./error-codes.ts";

/** Adds a variant; a value that an option does not know yet is added to it. */
export const addVariant = write(
  "catalog.add_variant",
  {
    access: { staff: "catalog.write" },
    input: AddVariant,
    output: Product,
    audit: (input, output) => ({ subject: input.productId, details: { variant: output.variants.at(-1)?.id ?? null } }),
    leaves: ["outbox"],
  },
  async (ctx, { productId, version, variant }) => {
    const after = await changeProduct(ctx, { id: productId, version }, (product) => {
      if (product.variants.length >= maxVariants)
        throw new DomainError<CatalogErrorCode>("limit", "catalog.too_many_variants", { max: maxVariants });
      const last = Math.max(-1, ...product.variants.map((one) => one.position));
      const variants = [...product.variants, newVariant(variant, last + 1)];
      return { ...product, variants, options: withChosenValues(product.options, variants) };
    });
    const variantId = after.variants.at(-1)?.id ?? "";
    const policy = { variantId, tracked: variant.trackInventory, backorder: variant.allowBackorder };
    await setStockPolicies(ctx.db, [policy], ctx.now());
    return productView(ctx, productId);
  },
);
