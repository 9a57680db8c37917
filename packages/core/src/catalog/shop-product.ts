import { notFound } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { direction } from "../kernel/locale.ts";
import { type Availability, availabilityPart, mostOf } from "../inventory/index.ts";
import { money } from "../kernel/money.ts";
import { type Buyer, measurePrice, type ShownPrices, shownPricesPart } from "../pricing/index.ts";
import { localeChain, type MarketCtx, visitorKey } from "../markets/index.ts";
import { picturesOfPart } from "../media/index.ts";
import { keptRead } from "../platform/kept-read.ts";
import { together } from "../platform/parts.ts";
import { categoriesPart } from "./queries/categories.ts";
import { type PageIds, readProductPage } from "./queries/product-page.ts";
import { productsPart } from "./queries/products.ts";
import { titleOfCategory } from "./rules/category.ts";
import { overridesPart } from "./queries/overrides.ts";
import { arranged, availableIn, textsIn } from "./rules/override.ts";
import { optionLabel, slugOf, textOf, variantLabel } from "./rules/localise.ts";
import type { ProductState } from "./rules/product-state.ts";
import { chosenValue } from "./rules/variants.ts";
import { contentFields, ShopProduct, ShopProductInput, type ShopVariant } from "./schemas.ts";
import { buyerInShop, lowestBeforePart, type LowestOf, toShown } from "./shop-prices.ts";
import { inStock, shopPicture } from "./shop-products.ts";

/** A product's page by its address in any of its languages, present or past; `moved` says which one is right. */
export const shopProduct = keptRead(
  "catalog.shop_product",
  { access: { shopper: true }, input: ShopProductInput, output: ShopProduct, sharedBy: visitorKey },
  async (ctx: MarketCtx, { slug }) => {
    const chain = localeChain(ctx.market, ctx.locale, ctx.tenant.defaultLocale);
    const read = await readProductPage(ctx.db, slug, chain, (ids) => pagePart(ctx, ids));
    const [product] = [...(read?.products.values() ?? [])];
    if (read === undefined || product?.status !== "active") throw notFound("product");
    const { overrides, categories } = read;
    if (!availableIn(overrides, ctx.locale)) throw notFound("product");
    const variants = shopVariants(product, chain, read);
    if (variants.length === 0) throw notFound("product");
    const own = textsIn(product.contents, overrides, chain);
    const texts = Object.fromEntries(contentFields.map((field) => [field, textOf(chain, own, field)]));
    const title = texts["title"]?.value ?? "";
    const address = slugOf(chain, product.contents);
    const pictures = arranged(read.pictures.get(product.id) ?? [], overrides, ctx.locale);
    const value = {
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
    return { value, until: read.prices.until };
  },
);

/** All that a page shows of a product. */
function pagePart(ctx: MarketCtx, { product, variants }: PageIds) {
  return together({
    products: productsPart(product),
    overrides: overridesPart(product, ctx.market.id),
    categories: categoriesPart(product),
    pictures: picturesOfPart(ctx, product),
    prices: shownPricesPart(ctx, ctx.market, variants, ctx.now()),
    lowest: lowestBeforePart(ctx, product, variants),
    stock: availabilityPart(variants),
    buyer: buyerInShop(ctx),
  });
}

interface Offer {
  readonly prices: ShownPrices;
  readonly lowest: LowestOf;
  readonly stock: ReadonlyMap<string, Availability>;
  readonly buyer: Buyer;
}

function shopVariants(product: ProductState, chain: readonly string[], read: Offer): ShopVariant[] {
  const active = product.variants.filter((variant) => variant.active);
  const wanted = active.map((variant) => ({
    variantId: variant.id,
    taxClass: product.taxClass,
    productId: product.id,
  }));
  const decisions = read.prices.of(wanted, read.buyer);
  const prices = toShown(decisions, read.lowest(wanted, decisions));
  const { stock } = read;
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
        lowestPrice30d: price.lowestPrice30d,
      },
    ];
  });
}
