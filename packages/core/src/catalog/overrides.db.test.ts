import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addLine, createCart } from "../carts/index.ts";
import { AddLine, CreateCart } from "../carts/schemas.ts";
import { createMarket, type MarketCtx, resolveShop } from "../markets/index.ts";
import { CreateMarket, type Market } from "../markets/schemas.ts";
import { setPrices } from "../pricing/index.ts";
import { SetPrices } from "../pricing/schemas.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import {
  createProduct,
  getProduct,
  productOverrides,
  publishProduct,
  setProductOverride,
  setTranslation,
} from "./index.ts";
import { shopProduct, shopProducts } from "./index.ts";
import { SetProductOverride } from "./override-schemas.ts";
import { CreateProduct, type Product, SetTranslation, ShopProductsInput } from "./schemas.ts";

let shop: TestShop;
let austria: Market;
let lamp: Product;

beforeAll(async () => {
  shop = await openTestShop({ defaultLocale: "de", defaultCurrency: "EUR" });
  const open = (handle: string, country: string) =>
    createMarket(
      shop.staff(),
      CreateMarket.parse({
        name: handle,
        handle,
        countries: [country],
        currency: "EUR",
        locales: ["de", "en"],
        defaultLocale: "de",
        taxDisplay: "inclusive",
        status: "active",
      }),
    );
  await open("de", "DE");
  austria = await open("at", "AT");
  lamp = await onSale("Stehlampe");
  await onSale("Zange");
  const english = { id: lamp.id, version: lamp.version, locale: "en", title: "Floor lamp" };
  lamp = await setTranslation(shop.staff(), SetTranslation.parse(english));
});
afterAll(() => shop.close());

async function onSale(title: string): Promise<Product> {
  const product = await createProduct(
    shop.staff(),
    CreateProduct.parse({ title, description: `${title} im Haus`, variants: [{ trackInventory: false }] }),
  );
  const [variant] = product.variants;
  const price = { variantId: variant?.id, currency: "EUR", amount: { amount: 4900, currency: "EUR" } };
  await setPrices(shop.staff(), SetPrices.parse({ prices: [price] }));
  await publishProduct(shop.staff(), { ids: [product.id] });
  return getProduct(shop.staff(), { id: product.id });
}

const visitor = (market: string, locale = "de"): Promise<MarketCtx> => resolveShop(shop.shopper(), { market, locale });
const page = async (market: string, locale?: string) =>
  shopProduct(await visitor(market, locale), { slug: "stehlampe" });
const list = async (input: object, market: string, locale?: string) =>
  (await shopProducts(await visitor(market, locale), ShopProductsInput.parse(input))).items;
const set = async (fields: object, locale: string | null = null) => {
  const { version } = await getProduct(shop.staff(), { id: lamp.id });
  const input = { productId: lamp.id, version, marketId: austria.id, locale, ...fields };
  return setProductOverride(shop.staff(), SetProductOverride.parse(input));
};
const proven = async (field: string, locale: string | null) =>
  (await productOverrides(shop.staff("viewer"), { productId: lamp.id, marketId: austria.id })).fields.find(
    (one) => one.field === field && one.locale === locale,
  );

describe("a market's own values of a product", () => {
  test("are shown there and nowhere else, and the rest follows the product", async () => {
    await set({ title: "Stehleuchte" }, "de");
    expect(await page("at")).toMatchObject({
      title: "Stehleuchte",
      description: "Stehlampe im Haus",
      slug: "stehlampe",
    });
    expect(await page("de")).toMatchObject({ title: "Stehlampe" });
    expect(await page("at", "en")).toMatchObject({ title: "Floor lamp" });
    expect((await list({ sort: "title" }, "at")).map((item) => item.title)).toEqual(["Stehleuchte", "Zange"]);
    await set({ title: "Zylinderlampe" }, "de");
    expect((await list({ sort: "title" }, "at")).map((item) => item.title)).toEqual(["Zange", "Zylinderlampe"]);
  });

  test("are found by search in that market only", async () => {
    await set({ title: "Bogenleuchte" }, "de");
    expect(await list({ q: "bogenleuchte" }, "at")).toMatchObject([{ title: "Bogenleuchte" }]);
    expect(await list({ q: "bogenleuchte" }, "de")).toEqual([]);
    // English readers fall back to the market's German.
    expect(await list({ q: "bogenleuchte" }, "at", "en")).toMatchObject([{ title: "Floor lamp" }]);
    expect(await list({ q: "stehlampe" }, "at")).toHaveLength(1);
  });

  test("come with the level that they are from, and what a reset gives", async () => {
    await set({ description: "Für Österreich" });
    expect(await proven("title", "de")).toEqual({
      field: "title",
      locale: "de",
      source: "locale",
      textLocale: "de",
      value: "Bogenleuchte",
      inherited: "Stehlampe",
      own: true,
    });
    expect(await proven("title", null)).toMatchObject({ source: "product", value: "Stehlampe", own: false });
    expect(await proven("description", "en")).toMatchObject({
      source: "market",
      textLocale: null,
      value: "Für Österreich",
      inherited: "Für Österreich",
      own: false,
    });
    expect(await proven("description", null)).toMatchObject({
      source: "market",
      own: true,
      inherited: "Stehlampe im Haus",
    });
    expect(await proven("title", "en")).toMatchObject({ source: "product", textLocale: "en", value: "Floor lamp" });
  });

  test("are in the cart, and go back to what is inherited", async () => {
    const cart = await createCart(shop.shopper(), CreateCart.parse({ market: "at", locale: "de" }));
    const [variant] = lamp.variants;
    const line = AddLine.parse({ cartId: cart.id, variantId: variant?.id, quantity: 1 });
    expect((await addLine(shop.shopper(), line)).lines).toMatchObject([{ title: "Bogenleuchte", slug: "stehlampe" }]);
    await set({ title: null }, "de");
    await set({ description: null });
    expect(await page("at")).toMatchObject({ title: "Stehlampe", description: "Stehlampe im Haus" });
    const { fields } = await productOverrides(shop.staff(), { productId: lamp.id, marketId: austria.id });
    expect(fields.filter((field) => field.own || field.source !== "product")).toEqual([]);
  });

  test("close a market to a product, and open it to one of its languages again", async () => {
    const cart = await createCart(shop.shopper(), CreateCart.parse({ market: "at", locale: "de" }));
    const [variant] = lamp.variants;
    await addLine(shop.shopper(), AddLine.parse({ cartId: cart.id, variantId: variant?.id, quantity: 1 }));
    await set({ available: false });
    await expect(page("at")).rejects.toMatchObject({ kind: "not_found", details: { what: "product" } });
    expect((await list({}, "at")).map((item) => item.title)).toEqual(["Zange"]);
    expect(await list({ q: "stehlampe" }, "at")).toEqual([]);
    const more = AddLine.parse({ cartId: cart.id, variantId: variant?.id, quantity: 1 });
    await expect(addLine(shop.shopper(), more)).rejects.toMatchObject({ kind: "not_found" });
    expect(await page("de")).toMatchObject({ title: "Stehlampe" });
    await set({ available: true }, "en");
    expect(await page("at", "en")).toMatchObject({ title: "Floor lamp" });
    expect(await proven("available", "en")).toMatchObject({ source: "locale", value: true, inherited: false });
    await expect(page("at")).rejects.toMatchObject({ kind: "not_found" });
    await set({ available: null });
    await set({ available: null }, "en");
    expect(await page("at")).toMatchObject({ title: "Stehlampe" });
  });
});

describe("refused are", () => {
  test("languages that the market does not offer, foreign markets, products and pictures, blank titles", async () => {
    await expect(set({ title: "Lampadaire" }, "fr")).rejects.toMatchObject({
      code: "catalog.not_a_language_of_the_market",
    });
    const other = (prefix: string) => `${prefix}_${"0".repeat(26)}`;
    await expect(set({ marketId: other("mkt"), title: "x" })).rejects.toMatchObject({ kind: "not_found" });
    await expect(set({ productId: other("prd"), title: "x" })).rejects.toMatchObject({ details: { what: "product" } });
    await expect(set({ pictures: [other("med")] })).rejects.toMatchObject({ details: { what: "picture" } });
    for (const bad of [{ title: " " }, { pictures: [] }, { available: "no" }, { locale: "?" }]) {
      expect(
        SetProductOverride.safeParse({ productId: lamp.id, version: 1, marketId: austria.id, ...bad }).success,
      ).toBe(false);
    }
  });

  test("changes of a version that is no more; of two at once one wins", async () => {
    const { version } = await getProduct(shop.staff(), { id: lamp.id });
    const input = (title: string) =>
      SetProductOverride.parse({ productId: lamp.id, version, marketId: austria.id, locale: "de", title });
    const results = await Promise.allSettled(
      ["Eins", "Zwei", "Drei"].map((title) => setProductOverride(shop.staff(), input(title))),
    );
    expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of results)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "catalog.stale" });
    await set({ title: null }, "de");
  });

  test("people who do not write the catalogue", async () => {
    const { version } = await getProduct(shop.staff(), { id: lamp.id });
    const input = SetProductOverride.parse({ productId: lamp.id, version, marketId: austria.id, title: "x" });
    await expect(setProductOverride(shop.staff("viewer"), input)).rejects.toMatchObject({ kind: "forbidden" });
  });
});
