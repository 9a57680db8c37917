import { notFound } from "../kernel/errors.ts";
import { setStockPolicies } from "../inventory/index.ts";
import { write } from "../platform/verb.ts";
import { changeProduct } from "./change-product.ts";
import { productView } from "./product-view.ts";
import type { VariantState } from "./rules/product-state.ts";
import { withChosenValues } from "./rules/variants.ts";
import { Product, UpdateVariant } from "./schemas.ts";

/** Changes a variant; fields left out stay. `active: false` takes it off sale. */
export const updateVariant = write(
  "catalog.update_variant",
  {
    access: { staff: "catalog.write" },
    input: UpdateVariant,
    output: Product,
    audit: (input) => ({ subject: input.productId, details: { variant: input.id, fields: Object.keys(input) } }),
    leaves: ["outbox"],
  },
  async (ctx, { productId, id, version, trackInventory, allowBackorder, ...fields }) => {
    await changeProduct(ctx, { id: productId, version }, (product) => {
      if (!product.variants.some((variant) => variant.id === id)) throw notFound("variant");
      const variants = product.variants.map((variant) => (variant.id === id ? changed(variant, fields) : variant));
      return { ...product, variants, options: withChosenValues(product.options, variants) };
    });
    await setStockPolicies(ctx.db, [{ variantId: id, tracked: trackInventory, backorder: allowBackorder }], ctx.now());
    return productView(ctx, productId);
  },
);

function changed(
  variant: VariantState,
  fields: Partial<{ [K in keyof VariantState]: VariantState[K] | undefined }>,
): VariantState {
  return { ...variant, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) };
}
