import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMarket, resolveShop } from "../markets/index.ts";
import { CreateMarket } from "../markets/schemas.ts";
import { setPrices } from "../pricing/index.ts";
import { SetPrices } from "../pricing/schemas.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { createProduct, listProducts, publishProduct, setTranslation, shopProducts } from "./index.ts";
import { catalogMigrations } from "./migrations/index.ts";
import { catalog } from "./queries/products.ts";
import { CreateProduct, ListProducts, SetTranslation, ShopProductsInput } from "./schemas.ts";

const titles = {
  en: "Wooden spoon",
  de: "Holzlöffel, groß",
  fr: "Cuillère d’œuf",
  es: "Cuchara de niño",
  ja: "赤い電気ケトル コンピューター",
  ar: "مِلْعَقَة خشبيّة للمطبخ، أحمر ٢",
};
let shop: TestShop;

beforeAll(async () => {
  shop = await openTestShop({ defaultLocale: "en", defaultCurrency: "EUR" });
  await createMarket(
    shop.staff(),
    CreateMarket.parse({
      name: "Here",
      handle: "here",
      countries: ["DE"],
      currency: "EUR",
      locales: Object.keys(titles),
      defaultLocale: "en",
      taxDisplay: "inclusive",
      status: "active",
    }),
  );
  const { en, ...translations } = titles;
  let product = await createProduct(shop.staff(), CreateProduct.parse({ title: en }));
  for (const [locale, title] of Object.entries(translations)) {
    const texts = SetTranslation.parse({ id: product.id, version: product.version, locale, title });
    product = await setTranslation(shop.staff(), texts);
  }
  const variantId = product.variants[0]?.id;
  const amount = { amount: 500, currency: "EUR" };
  await setPrices(shop.staff(), SetPrices.parse({ prices: [{ variantId, currency: "EUR", amount, compareAt: null }] }));
  await publishProduct(shop.staff(), { ids: [product.id] });
});
afterAll(() => shop.close());

const found = async (q: string, locale: string): Promise<number> => {
  const visitor = await resolveShop(shop.shopper(), { market: "here", locale });
  return (await shopProducts(visitor, ShopProductsInput.parse({ q }))).items.length;
};

describe("visitors find in their language", () => {
  test.each([
    ["de", "Loeffel", 1],
    ["de", "loffel gross", 1],
    ["fr", "oeuf", 1],
    ["fr", "l'œuf", 1],
    ["es", "¿nino?", 1],
    ["ja", "電気赤けとる", 1],
    ["ja", "ケト", 1],
    ["ja", "コンピュータ", 1],
    ["ja", "青い電気ケトル", 0],
    ["ar", "الملعقة", 1],
    ["ar", "ملعقه", 1],
    ["ar", "احمر 2", 1],
    ["ar", "سكين", 0],
    ["de", "ケトル", 0],
  ])("in %s, %s", async (locale, q, n) => expect(await found(q, locale)).toBe(n));

  test("and so does staff, in whatever language", async () => {
    for (const q of ["Loeffel", "ケトル", "ملعقة"])
      expect((await listProducts(shop.staff(), ListProducts.parse({ q }))).items).toHaveLength(1);
  });
});

test("search texts from before are folded by the migration as new ones are", async () => {
  const read = () =>
    catalog(shop.staff().db)
      .selectFrom("product_translations")
      .select(["locale", "search"])
      .orderBy("locale")
      .execute();
  const wanted = await read();
  for (const [locale, title] of Object.entries(titles)) {
    // How texts were folded until then.
    const before = title.normalize("NFKC").toLowerCase().normalize("NFD");
    const bare = before.replace(/(\p{Script=Latin})\p{M}+/gu, "$1").normalize("NFC");
    const search = bare.replaceAll("ß", "ss").replaceAll("œ", "oe");
    await catalog(shop.staff().db)
      .updateTable("product_translations")
      .set({ search })
      .where("locale", "=", locale)
      .execute();
  }
  expect(await read()).not.toEqual(wanted);
  const step = catalogMigrations.find(({ name }) => name.endsWith("_search_folding"));
  await shop.database.owner.query(step?.sql.replaceAll("{schema}", `"${shop.tenant.schema}"`) ?? "");
  const german = "holzloffel, gross holzloeffel, gross";
  expect(await read()).toEqual(wanted.map((row) => (row.locale === "de" ? { ...row, search: german } : row)));
});
