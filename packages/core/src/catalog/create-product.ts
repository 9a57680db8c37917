import type { Id } from "../kernel/ids.ts";
import { setStockPolicies } from "../inventory/index.ts";
import { newId } from "../platform/new-id.ts";
import { write } from "../platform/verb.ts";
import { checkVariants } from "./change-product.ts";
import { productView } from "./product-view.ts";
import { patchContent } from "./rules/content.ts";
import { type ProductState, type VariantState } from "./rules/product-state.ts";
import { CreateProduct, type NewVariant, Product } from "./schemas.ts";
import { save } from "./save.ts";

/** Creates a draft with its variants; its texts are those of the shop's default locale. */
export const createProduct = write(
  "catalog.create_product",
  {
    access: { staff: "catalog.write" },
    input: CreateProduct,
    output: Product,
    audit: (_, output) => ({ subject: output.id, details: { variants: output.variants.length } }),
    leaves: ["outbox"],
  },
  async (ctx, input) => {
    const source = ctx.tenant.defaultLocale;
    const after: ProductState = {
      id: newId("prd"),
      version: 1,
      status: "draft",
      taxClass: input.taxClass ?? "standard",
      brand: input.brand ?? null,
      productType: input.productType ?? null,
      tags: input.tags ?? [],
      customFields: input.customFields ?? {},
      options: input.options,
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
      publishedAt: null,
      contents: { [source]: patchContent(undefined, input) },
      variants: input.variants.map((variant, position) => newVariant(variant, position)),
      categoryIds: input.categoryIds ?? [],
    };
    checkVariants(after);
    await save(ctx, [{ before: undefined, after }]);
    const policies = input.variants.map((variant, i) => ({
      variantId: after.variants[i]?.id ?? "",
      tracked: variant.trackInventory,
      backorder: variant.allowBackorder,
    }));
    await setStockPolicies(ctx.db, policies, ctx.now());
    return productView(ctx, after.id);
  },
);

export function newVariant(input: NewVariant, position: number): VariantState & { readonly id: Id<"var"> } {
  return {
    id: newId("var"),
    sku: input.sku ?? null,
    title: input.title ?? null,
    optionValues: input.optionValues,
    barcode: input.barcode ?? null,
    weightGrams: input.weightGrams ?? null,
    lengthMm: input.lengthMm ?? null,
    measure: input.measure ?? null,
    widthMm: input.widthMm ?? null,
    heightMm: input.heightMm ?? null,
    active: input.active ?? true,
    position,
  };
}
