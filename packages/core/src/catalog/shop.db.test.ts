import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Id } from "../kernel/ids.ts";
import { adjustStock } from "../inventory/index.ts";
import { createMarket, type MarketCtx, resolveShop } from "../markets/index.ts";
import { CreateMarket } from "../markets/schemas.ts";
import { setPrices } from "../pricing/index.ts";
import { SetPrices } from "../pricing/schemas.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import {
  createProduct,
  publishProduct,
  setTranslation,
  shopCategories,
  shopProduct,
  shopProducts,
  unpublishProduct,
  updateProduct,
  variantsForSale,
} from "./index.ts";
import { createCategory } from "./create-category.ts";
import { CreateCategory } from "./category-schemas.ts";
import { CreateProduct, type Product, SetTranslation, ShopProductsInput, UpdateProduct } from "./schemas.ts";

let shop: TestShop;
let kettle: Product;
let categoryId: Id<"cat">;

beforeAll(async () => {
  shop = await openTestShop({ defaultLocale: "en", defaultCurrency: "EUR" });
  const markets = [
    {
      name: "Germany",
      handle: "de",
      countries: ["DE"],
      currency: "EUR",
      locales: ["de-AT", "de", "en", "ja", "ar"],
      defaultLocale: "de",
    },
    { name: "Japan", handle: "jp", countries: ["JP"], currency: "JPY", locales: ["ja"], defaultLocale: "ja" },
  ];
  for (const market of markets) {
    await createMarket(shop.staff(), CreateMarket.parse({ ...market, taxDisplay: "inclusive", status: "active" }));
  }
  categoryId = (await createCategory(shop.staff(), CreateCategory.parse({ titles: { en: "Kitchen", de: "Küche" } })))
    .id;
  kettle = await onSale("Kettle", 2990, {
    description: "Boils water",
    categoryIds: [categoryId],
    options: [{ name: "Colour", values: ["Black", "White"] }],
    variants: [
      { sku: "K-B", optionValues: { Colour: "Black" } },
      { sku: "K-W", optionValues: { Colour: "White" } },
    ],
  });
  const optionTexts = { Colour: "Farbe", Black: "Schwarz" };
  const german = { id: kettle.id, version: kettle.version, locale: "de", title: "Wasserkocher", optionTexts };
  kettle = await setTranslation(shop.staff(), SetTranslation.parse(german));
  const japanese = { id: kettle.id, version: kettle.version, locale: "ja", title: "電気ケトル" };
  kettle = await setTranslation(shop.staff(), SetTranslation.parse(japanese));
});
afterAll(() => shop.close());

async function onSale(title: string, amount: number | null, more: object = {}): Promise<Product> {
  const product = await createProduct(shop.staff(), CreateProduct.parse({ title, ...more }));
  const prices = product.variants.map((variant, i) => ({
    variantId: variant.id,
    currency: "EUR",
    amount: { amount: (amount ?? 0) + i * 500, currency: "EUR" },
    compareAt: i === 0 ? { amount: (amount ?? 0) + 1000, currency: "EUR" } : null,
  }));
  if (amount !== null) await setPrices(shop.staff(), SetPrices.parse({ prices }));
  const [first] = product.variants;
  const change = { kind: "set", onHand: 3 } as const;
  if (first)
    await adjustStock(shop.staff(), {
      variantId: first.id,
      locationId: null,
      change,
      expectedOnHand: null,
      reason: null,
    });
  await publishProduct(shop.staff(), { ids: [product.id] });
  return { ...product, version: 2 };
}

const visitor = (locale = "de", market = "de"): Promise<MarketCtx> => resolveShop(shop.shopper(), { market, locale });
const list = async (input: object, locale?: string, market?: string) =>
  shopProducts(await visitor(locale, market), ShopProductsInput.parse(input));
const page = async (slug: string, locale?: string) => shopProduct(await visitor(locale), { slug });

describe("the list of products", () => {
  test("shows what is on sale and has a price, in the visitor's language", async () => {
    await onSale("Priceless", null);
    const draft = await onSale("Draft", 100);
    await unpublishProduct(shop.staff(), { ids: [draft.id] });
    expect((await list({})).items).toEqual([
      {
        id: kettle.id,
        slug: "wasserkocher",
        title: "Wasserkocher",
        locale: "de",
        dir: "ltr",
        picture: null,
        price: { amount: 2990, currency: "EUR" },
        compareAt: { amount: 3990, currency: "EUR" },
        lowestPrice30d: null,
        taxIncluded: true,
        from: true,
        inStock: true,
        variantId: null,
      },
    ]);
    expect((await list({}, "ja", "jp")).items).toEqual([]);
    expect((await list({}, "ar")).items).toMatchObject([{ title: "Wasserkocher", locale: "de", dir: "ltr" }]);
  });

  test.each([
    ["wasser", "de", 1],
    ["KOCHER", "de", 1],
    ["schwarz wasser", "de", 1],
    ["k-w", "de", 1],
    ["ケトル", "ja", 1],
    ["ｹﾄﾙ", "ja", 1],
    ["kettle", "de-AT", 1],
    ["電気", "de", 0],
    ["toaster", "de", 0],
    ["'; drop table products; --", "de", 0],
    ["%", "de", 0],
  ])("searching %s in %s finds %i", async (q, locale, n) => {
    expect((await list({ q }, locale)).items).toHaveLength(n);
  });

  test("puts matches in the title first and pages without gaps", async () => {
    for (const title of ["Lamp oil", "Desk lamp"]) await onSale(title, 500);
    await onSale("Stand", 700, { description: "for a lamp" });
    const titles: string[] = [];
    let after: string | null = null;
    do {
      const one: Awaited<ReturnType<typeof list>> = await list({ q: "lamp", first: 1, after }, "en");
      titles.push(...one.items.map((item) => item.title));
      after = one.next;
    } while (after !== null);
    expect(titles).toEqual(["Lamp oil", "Desk lamp", "Stand"]);
    expect((await list({ sort: "title", first: 2 }, "en")).items.map((item) => item.title)).toEqual([
      "Desk lamp",
      "Kettle",
    ]);
    await expect(list({ after: "x.y" })).rejects.toMatchObject({ code: "catalog.bad_cursor" });
  });

  test("filters by category, sub-categories included", async () => {
    expect((await list({ category: "kitchen" })).items.map((item) => item.id)).toEqual([kettle.id]);
    expect((await list({ category: "kitch" })).items).toEqual([]);
    expect((await shopCategories(await visitor("de-AT"), {})).items).toEqual([
      { id: categoryId, path: "kitchen", title: "Küche", products: 1 },
    ]);
  });
});

describe("a product's page", () => {
  test("falls back field by field, and says where each text came from", async () => {
    expect(await page("wasserkocher", "de-AT")).toMatchObject({
      slug: "wasserkocher",
      moved: false,
      title: "Wasserkocher",
      description: "Boils water",
      seoTitle: "Wasserkocher",
      locales: { title: "de", description: "en" },
      slugs: { en: "kettle", de: "wasserkocher", ja: "電気ケトル" },
      options: [
        {
          name: "Colour",
          label: "Farbe",
          values: [
            { value: "Black", label: "Schwarz" },
            { value: "White", label: "White" },
          ],
        },
      ],
      variants: [
        {
          sku: "K-B",
          title: "Schwarz",
          price: { amount: 2990 },
          compareAt: { amount: 3990 },
          inStock: true,
          available: 3,
        },
        { sku: "K-W", title: "White", price: { amount: 3490 }, compareAt: null, inStock: false, available: 0 },
      ],
      categories: [{ path: "kitchen", title: "Küche" }],
    });
  });

  test("is found by another language's and by an old address", async () => {
    expect(await page("kettle", "ja")).toMatchObject({ slug: "電気ケトル", moved: true });
    const renamed = { id: kettle.id, version: kettle.version, slug: "electric-kettle" };
    kettle = await updateProduct(shop.staff(), UpdateProduct.parse(renamed));
    expect(await page("kettle", "en")).toMatchObject({ slug: "electric-kettle", moved: true });
    expect(await page("electric-kettle", "en")).toMatchObject({ moved: false });
  });

  test.each(["draft", "priceless", "nothing", "../../etc", "' or 1=1 --"])("%s is not found", async (slug) => {
    await expect(page(slug)).rejects.toMatchObject({ kind: "not_found", details: { what: "product" } });
  });
});

test("variants for a cart: in its language, and only what is on sale", async () => {
  const ids = kettle.variants.map((variant) => variant.id);
  shop.database.statements.length = 0;
  const found = await variantsForSale(shop.shopper(), ids, "mkt_none", ["de-AT", "de", "en"]);
  expect(shop.database.statements).toHaveLength(1);
  expect(found.get(ids[0] ?? "")).toEqual({
    variantId: ids[0],
    productId: kettle.id,
    sku: "K-B",
    slug: "wasserkocher",
    title: "Wasserkocher",
    optionText: "Schwarz",
    picture: null,
    taxClass: "standard",
    weightGrams: null,
    measure: null,
    categoryIds: [categoryId],
  });
  await unpublishProduct(shop.staff(), { ids: [kettle.id] });
  expect(await variantsForSale(shop.shopper(), ids, "mkt_none", ["de"])).toEqual(new Map());
});
