import { write } from "../platform/verb.ts";
import { changeProduct } from "./change-product.ts";
import { productView } from "./product-view.ts";
import { withContent } from "./rules/content.ts";
import { Product, UpdateProduct } from "./schemas.ts";

/** Changes a product's fields and its texts in the shop's default locale. */
export const updateProduct = write(
  "catalog.update_product",
  {
    access: { staff: "catalog.write" },
    input: UpdateProduct,
    output: Product,
    audit: (input) => ({ subject: input.id, details: { fields: Object.keys(input) } }),
    leaves: ["outbox"],
  },
  async (ctx, input) => {
    const source = ctx.tenant.defaultLocale;
    await changeProduct(ctx, input, (product) =>
      withContent(
        {
          ...product,
          taxClass: input.taxClass ?? product.taxClass,
          brand: input.brand === undefined ? product.brand : input.brand,
          productType: input.productType === undefined ? product.productType : input.productType,
          tags: input.tags ?? product.tags,
          customFields: input.customFields ?? product.customFields,
          options: input.options ?? product.options,
          categoryIds: input.categoryIds?.toSorted() ?? product.categoryIds,
        },
        source,
        source,
        input,
      ),
    );
    return productView(ctx, input.id);
  },
);
