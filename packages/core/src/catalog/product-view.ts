import type { z } from "zod";
import { notFound } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { availability } from "../inventory/index.ts";
import { type MediaReader, picturesOf } from "../media/index.ts";
import { categoriesById } from "./queries/categories.ts";
import { loadProducts } from "./queries/products.ts";
import type { VariantState } from "./rules/product-state.ts";
import { titleOfCategory } from "./rules/category.ts";
import type { Product, Variant } from "./schemas.ts";

/** A product as staff see it. */
export async function productView(ctx: MediaReader, id: string): Promise<z.input<typeof Product>> {
  const product = (await loadProducts(ctx.db, [id], false)).get(id);
  if (product === undefined) throw notFound("product");
  const categories = await categoriesById(ctx.db, product.categoryIds);
  const stock = await availability(
    ctx.db,
    product.variants.map((variant) => variant.id),
  );
  const pictures = (await picturesOf(ctx, [id])).get(id) ?? [];
  const source = ctx.tenant.defaultLocale;
  return {
    id: product.id as Id<"prd">,
    version: product.version,
    status: product.status,
    sourceLocale: source,
    taxClass: product.taxClass,
    brand: product.brand,
    productType: product.productType,
    tags: [...product.tags],
    customFields: { ...product.customFields },
    options: product.options.map((option) => ({ name: option.name, values: [...option.values] })),
    translations: Object.fromEntries(
      Object.entries(product.contents).map(([locale, content]) => [
        locale,
        { ...content, optionTexts: { ...content.optionTexts }, stale: [...content.stale] },
      ]),
    ),
    categories: categories.map((category) => ({
      id: category.id as Id<"cat">,
      path: category.path,
      title: titleOfCategory(category, [source]).value,
    })),
    variants: product.variants.map((variant) => variantView(variant, stock.get(variant.id))),
    pictures,
    createdAt: product.createdAt.toISOString(),
    updatedAt: product.updatedAt.toISOString(),
    publishedAt: product.publishedAt?.toISOString() ?? null,
  };
}

type Stock = Awaited<ReturnType<typeof availability>> extends Map<string, infer S> ? S : never;

function variantView(variant: VariantState, stock: Stock | undefined): Variant {
  return {
    ...variant,
    id: variant.id as Id<"var">,
    optionValues: { ...variant.optionValues },
    trackInventory: stock?.tracked ?? true,
    allowBackorder: stock?.backorder ?? false,
    onHand: stock?.onHand ?? 0,
    reserved: stock?.reserved ?? 0,
    available: stock?.available ?? 0,
  };
}
