import { notFound } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { direction } from "../kernel/locale.ts";
import { availability, mostOf } from "../inventory/index.ts";
import { money } from "../kernel/money.ts";
import { measurePrice } from "../pricing/index.ts";
import { localeChain, type MarketCtx } from "../markets/index.ts";
import { picturesOf } from "../media/index.ts";
import { read } from "../platform/verb.ts";
import { categoriesById } from "./queries/categories.ts";
import { loadProducts } from "./queries/products.ts";
import { ownersOfSlugs } from "./queries/slugs.ts";
import { titleOfCategory } from "./rules/category.ts";
import { overridesOf } from "./queries/overrides.ts";
import { arranged, availableIn, textsIn } from "./rules/override.ts";
import { optionLabel, slugOf, textOf, variantLabel } from "./rules/localise.ts";
import type { ProductState } from "./rules/product-state.ts";
import { chosenValue } from "./rules/variants.ts";
import { contentFields, ShopProduct, ShopProductInput, type ShopVariant } from "./schemas.ts";
import { pagePrices } from "./shop-prices.ts";
import { inStock, shopPicture } from "./shop-products.ts";

/** A product's page by its address in any of its languages, present or past; `moved` says which one is right. */
export const shopProduct = read(
  "catalog.shop_product",
  { access: { shopper: true }, input: ShopProductInput, output: ShopProduct },
  async (ctx: MarketCtx, { slug }) => {
    const chain = localeChain(ctx.market, ctx.locale, ctx.tenant.defaultLocale);
    const product = await productAt(ctx, slug, chain);
    const overrides = await overridesOf(ctx.db, product.id, ctx.market.id);
    if (!availableIn(overrides, ctx.locale)) throw notFound("product");
    const variants = await shopVariants(ctx, product, chain);
    if (variants.length === 0) throw notFound("product");
    const own = textsIn(product.contents, overrides, chain);
    const texts = Object.fromEntries(contentFields.map((field) => [field, textOf(chain, own, field)]));
    const title = texts["title"]?.value ?? "";
    const address = slugOf(chain, product.contents);
    const pictures = arranged((await picturesOf(ctx, [product.id])).get(product.id) ?? [], overrides, ctx.locale);
    const categories = await categoriesById(ctx.db, product.categoryIds);
    return {
      id: product.id as Id<"prd">,
      slug: address.value,
      moved: address.value !== slug,
      title,
      description: texts["description"]?.value ?? "",
      seoTitle: texts["seoTitle"]?.value ?? title,
      seoDescription: texts["seoDescription"]?.value ?? "",
      locales: Object.fromEntries(
        Object.entries(texts).flatMap(([field, text]) => (text === undefined ? [] : [[field, text.locale]])),
      ),
      dir: direction(texts["title"]?.locale ?? ctx.locale),
      slugs: Object.fromEntries(Object.entries(product.contents).map(([locale, content]) => [locale, content.slug])),
      brand: product.brand,
      tags: [...product.tags],
      customFields: { ...product.customFields },
      options: product.options.map(({ name, values }) => ({
        name,
        label: optionLabel(chain, product.contents, name),
        values: values
          .filter((value) => variants.some((variant) => chosenValue(variant, name) === value))
          .map((value) => ({ value, label: optionLabel(chain, product.contents, value) })),
      })),
      variants,
      pictures: pictures.map((picture) => shopPicture(picture, chain, title)),
      categories: categories.map((category) => ({
        path: category.path,
        title: titleOfCategory(category, chain).value,
      })),
    };
  },
);

/** An address in the reader's languages is preferred to the same word in another one. */
async function productAt(ctx: MarketCtx, slug: string, chain: readonly string[]): Promise<ProductState> {
  const owners = await ownersOfSlugs(ctx.db, [slug]);
  const place = (locale: string) => (chain.includes(locale) ? chain.indexOf(locale) : chain.length);
  const [owner] = owners.toSorted((a, b) => place(a.locale) - place(b.locale) || (a.locale < b.locale ? -1 : 1));
  const product = owner && (await loadProducts(ctx.db, [owner.product_id], false)).get(owner.product_id);
  if (product?.status !== "active") throw notFound("product");
  return product;
}

async function shopVariants(ctx: MarketCtx, product: ProductState, chain: readonly string[]): Promise<ShopVariant[]> {
  const active = product.variants.filter((variant) => variant.active);
  const { prices, lowest } = await pagePrices(
    ctx,
    active.map((variant) => ({ variantId: variant.id, taxClass: product.taxClass })),
  );
  const stock = await availability(
    ctx.db,
    active.map((variant) => variant.id),
  );
  return active.flatMap((variant) => {
    const price = prices.get(variant.id);
    if (price === undefined) return [];
    return [
      {
        id: variant.id as Id<"var">,
        sku: variant.sku,
        title: variantLabel(chain, product.contents, product.options, variant),
        optionValues: { ...variant.optionValues },
        price: price.amount,
        compareAt: price.compareAt,
        taxIncluded: price.taxIncluded,
        inStock: inStock(stock.get(variant.id)),
        available: mostOf(stock.get(variant.id)),
        weightGrams: variant.weightGrams,
        measurePrice:
          variant.measure && measurePrice(money(price.amount.amount, price.amount.currency), variant.measure),
        lowestPrice30d: lowest.get(variant.id) ?? null,
      },
    ];
  });
}
