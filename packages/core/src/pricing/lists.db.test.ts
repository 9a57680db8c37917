import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProduct, publishProduct, shopProduct, shopProducts } from "../catalog/index.ts";
import { CreateProduct, ShopProductsInput } from "../catalog/schemas.ts";
import { CreateCompany } from "../customers/company-schemas.ts";
import { createCompany, removeCompany } from "../customers/index.ts";
import type { Id } from "../kernel/ids.ts";
import { createMarket, type Market, resolveShop, updateMarket } from "../markets/index.ts";
import { CreateMarket, UpdateMarket } from "../markets/schemas.ts";
import { setPromotion } from "../promotions/index.ts";
import { SetPromotion } from "../promotions/schemas.ts";
import { setRate } from "../tax/index.ts";
import { SetTaxRate } from "../tax/schemas.ts";
import { exchangeRate } from "../kernel/rate.ts";
import { newId } from "../platform/new-id.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { PreviewChange } from "./edit-schemas.ts";
import * as pricing from "./index.ts";
import { CreatePriceList, ListListPrices, SetListPrices, UpdatePriceList } from "./list-schemas.ts";
import { ExplainPrice, SetPrices } from "./schemas.ts";

let shop: TestShop;
let germany: Market;
let states: Market;
beforeAll(async () => {
  shop = await openTestShop();
  const market = (handle: string, country: string, currency: string) =>
    createMarket(
      shop.staff(),
      CreateMarket.parse({
        handle,
        name: handle,
        countries: [country],
        currency,
        locales: ["en"],
        defaultLocale: "en",
        taxDisplay: "inclusive",
        status: "active",
      }),
    );
  germany = await market("de", "DE", "EUR");
  states = await market("us", "US", "USD");
});
afterAll(() => shop.close());

const eur = (amount: number) => ({ amount, currency: "EUR" as const });
let products = 0;
async function product(amount: number) {
  const made = await createProduct(shop.staff(), CreateProduct.parse({ title: `Teapot ${(products += 1)}` }));
  await publishProduct(shop.staff(), { ids: [made.id] });
  const variantId = made.variants[0]?.id as Id<"var">;
  await setPrice(variantId, amount);
  return { variantId, productId: made.id, slug: made.translations["en"]?.slug ?? "" };
}
const setPrice = (variantId: string, amount: number, compareAt: number | null = null, more: object = {}) => {
  const price = { variantId, currency: "EUR", amount: eur(amount), compareAt: compareAt && eur(compareAt), ...more };
  return pricing.setPrices(shop.staff(), SetPrices.parse({ prices: [price] }));
};
const list = (more: object) =>
  pricing.createPriceList(shop.staff(), CreatePriceList.parse({ status: "active", ...more }));
const off = (changePpm: number, minQuantity = 1) => ({ minQuantity, changePpm });
const decide = async (
  variantId: string,
  more: Partial<pricing.Buyer> & { quantity?: number; market?: Market } = {},
) => {
  const { quantity = 1, market = germany, ...who } = more;
  const wants = [{ variantId, quantity }];
  return (await pricing.pricesFor(shop.shopper(), market, wants, { ...pricing.anybody, ...who }, shop.clock.now())).get(
    variantId,
  );
};
const amount = async (...args: Parameters<typeof decide>) => {
  const decision = await decide(...args);
  return decision?.kind === "price" ? decision.amount.amount : decision?.reason;
};

describe("price lists", () => {
  test("a percentage for a group, with quantity breaks, in one statement", async () => {
    const { variantId } = await product(1000);
    const trade = { name: "Trade", customerGroups: ["trade"], adjustments: [off(-100_000), off(-250_000, 10)] };
    const made = await list(trade);
    expect(await amount(variantId)).toBe(1000);
    shop.database.statements.length = 0;
    expect(await amount(variantId, { groups: ["trade"] })).toBe(900);
    expect(shop.database.statements).toHaveLength(1);
    expect(await amount(variantId, { groups: ["trade"], quantity: 9 })).toBe(900);
    expect(await amount(variantId, { groups: ["trade"], quantity: 10 })).toBe(750);
    // Who is not of the group is not told of the list; staff are.
    expect((await decide(variantId))?.trace.some((step) => step.step === "candidate" && step.listId)).toBe(false);
    const question = ExplainPrice.parse({ variantId, marketId: germany.id });
    expect((await pricing.explainPrice(shop.staff(), question)).trace).toContainEqual({
      step: "candidate",
      origin: "price_list",
      outcome: "not_for_buyer",
      amount: null,
      listId: made.id,
      listName: "Trade",
      minQuantity: null,
      audience: null,
    });
    await pricing.removePriceList(shop.staff(), { id: made.id, version: 1 });
  });

  test("fixed prices beat the list's percentage, the higher priority the lower", async () => {
    const [fixed, other] = [await product(1000), await product(1000)];
    const season = await list({ name: "Season", priority: 1, adjustments: [off(-500_000)], showBefore: true });
    const best = await list({ name: "Best", priority: 2, customerGroups: ["nobody"] });
    const prices = [
      { variantId: fixed.variantId, currency: "EUR", amount: eur(880) },
      { variantId: fixed.variantId, currency: "EUR", minQuantity: 5, amount: eur(800) },
    ];
    const listId = season.id;
    await pricing.setListPrices(shop.staff(), SetListPrices.parse({ listId, prices }));
    await pricing.setListPrices(shop.staff(), SetListPrices.parse({ listId: best.id, prices: prices.slice(0, 1) }));
    expect(await decide(fixed.variantId)).toMatchObject({ amount: eur(880), compareAt: eur(1000), listId });
    expect(await amount(fixed.variantId, { quantity: 5 })).toBe(800);
    expect(await decide(other.variantId)).toMatchObject({ amount: eur(500), compareAt: eur(1000) });
    const page = await pricing.listListPrices(shop.staff(), ListListPrices.parse({ listId, first: 1 }));
    const rest = await pricing.listListPrices(shop.staff(), ListListPrices.parse({ listId, after: page.next }));
    expect([...page.items, ...rest.items].map((one) => [one.minQuantity, one.amount.amount])).toEqual([
      [1, 880],
      [5, 800],
    ]);
    await pricing.removePriceList(shop.staff(), { id: season.id, version: 1 });
    await pricing.removePriceList(shop.staff(), { id: best.id, version: 1 });
    expect(await amount(fixed.variantId)).toBe(1000);
  });

  test("hold in their markets, channels and days only", async () => {
    const { variantId } = await product(1000);
    const window = { startsAt: "2026-06-01T00:00:00Z", endsAt: "2026-06-02T00:00:00Z" };
    const made = await list({ name: "Day", marketIds: [states.id], channels: ["pos"], adjustments: [off(-100_000)] });
    const update = async (version: number, more: object) =>
      pricing.updatePriceList(shop.staff(), UpdatePriceList.parse({ id: made.id, version, ...more }));
    expect(await amount(variantId, { channel: "pos" })).toBe(1000);
    await update(1, { marketIds: [germany.id] });
    expect(await amount(variantId, { channel: "pos" })).toBe(900);
    expect(await amount(variantId)).toBe(1000);
    await update(2, { channels: [], ...window });
    expect(await amount(variantId)).toBe(1000);
    await expect(update(2, {})).rejects.toMatchObject({ code: "pricing.list_stale", details: { current: 3 } });
    await expect(update(3, { endsAt: "2026-05-01T00:00:00Z" })).rejects.toMatchObject({ code: "pricing.list_window" });
    await expect(update(3, { marketIds: [newId("mkt")] })).rejects.toMatchObject({ kind: "not_found" });
    await expect(update(3, { customerIds: [newId("cus")] })).rejects.toMatchObject({ details: { what: "customer" } });
    await expect(list({ name: "Day" })).rejects.toMatchObject({ code: "pricing.list_name_taken" });
    await pricing.removePriceList(shop.staff(), { id: made.id, version: 3 });
  });

  test("of a company are its members' alone, say so, and show in a preview", async () => {
    const { variantId } = await product(1000);
    const { id: companyId } = await createCompany(shop.staff(), CreateCompany.parse({ name: "Tea House" }));
    const made = await list({ name: "Tea House", companyIds: [companyId], adjustments: [off(-200_000)] });
    expect([await amount(variantId), await amount(variantId, { companyId })]).toEqual([1000, 800]);
    const asked = ExplainPrice.parse({ variantId, marketId: germany.id, companyId });
    const [first] = (await pricing.explainPrice(shop.staff(), asked)).trace;
    expect(first).toMatchObject({ outcome: "chosen", listName: "Tea House", audience: "company" });
    const change = { kind: "list", list: { id: made.id, version: 1, adjustments: [off(-300_000)] } };
    const preview = await pricing.previewChange(shop.staff(), PreviewChange.parse(change));
    const seen = preview.samples.find((one) => one.variantId === variantId && one.marketId === germany.id);
    expect([seen?.before?.amount, seen?.after?.amount]).toEqual([800, 700]);
    await expect(list({ name: "?", companyIds: [newId("cmp")] })).rejects.toMatchObject({ kind: "not_found" });
    // A company that is gone makes nobody's prices, and leaves its list to be changed.
    await removeCompany(shop.staff(), { id: companyId, version: 1 });
    const rename = UpdatePriceList.parse({ id: made.id, version: 1, name: "Of nobody" });
    const renamed = await pricing.updatePriceList(shop.staff(), rename);
    expect([await amount(variantId), renamed.companyIds]).toEqual([1000, [companyId]]);
    await pricing.removePriceList(shop.staff(), { id: made.id, version: 2 });
  });

  test("no price of an unknown list or variant", async () => {
    const made = await list({ name: "Odd" });
    const prices = [{ variantId: newId("var"), currency: "EUR", amount: eur(1) }];
    const set = (listId: string) => pricing.setListPrices(shop.staff(), SetListPrices.parse({ listId, prices }));
    await expect(set(made.id)).rejects.toMatchObject({ kind: "not_found", details: { what: "variant" } });
    await expect(set(newId("pls"))).rejects.toMatchObject({ kind: "not_found", details: { what: "price_list" } });
    await pricing.removePriceList(shop.staff(), { id: made.id, version: 1 });
  });
});

test("what is kept out of a market is not for sale there, and nowhere else", async () => {
  const { variantId } = await product(1000);
  const keep = (excluded: boolean) =>
    pricing.setExclusions(shop.staff(), { exclusions: [{ variantId, marketId: germany.id, excluded }] });
  await keep(true);
  expect(await amount(variantId)).toBe("excluded");
  expect((await pricing.listExclusions(shop.staff(), { variantIds: [variantId] })).items).toEqual([
    { variantId, marketId: germany.id },
  ]);
  await keep(false);
  expect(await amount(variantId)).toBe(1000);
  const nowhere = { exclusions: [{ variantId, marketId: newId("mkt"), excluded: true }] };
  await expect(pricing.setExclusions(shop.staff(), nowhere)).rejects.toMatchObject({ details: { what: "market" } });
});

describe("the lowest price of the 30 days before", () => {
  const page = async (slug: string, market: string) => {
    const { variants } = await shopProduct(await resolveShop(shop.shopper(), { market, locale: "en" }), { slug });
    return variants[0];
  };
  const days = (count: number) => shop.clock.advance(count * 86_400);

  test("80, 100, then a reduction to 90: 80, in the statements of one question", async () => {
    const { variantId, slug } = await product(8000);
    days(10);
    await setPrice(variantId, 10_000);
    days(5);
    expect((await page(slug, "de"))?.lowestPrice30d).toBeNull();
    await setPrice(variantId, 9000, 10_000);
    days(5);
    // Written again as it is: the reduction has not begun anew.
    await setPrice(variantId, 9000, 10_000);
    expect(await page(slug, "de")).toMatchObject({ compareAt: eur(10_000), lowestPrice30d: eur(8000) });
    const context = await resolveShop(shop.shopper(), { market: "de", locale: "en" });
    shop.database.statements.length = 0;
    expect((await shopProduct(context, { slug })).variants[0]?.lowestPrice30d).toEqual(eur(8000));
    const { items } = await shopProducts(context, ShopProductsInput.parse({}));
    const reduced = { price: eur(9000), lowestPrice30d: eur(8000) };
    const listed = items.find((one) => one.slug === slug);
    expect(listed).toMatchObject(reduced);
    const found = await shopProducts(context, ShopProductsInput.parse({ q: listed?.title }));
    expect(shop.database.statements).toHaveLength(4);
    expect(found.items.find((one) => one.slug === slug)).toMatchObject(reduced);
  });

  test("a list for everybody was shown too, and stays so when it is removed", async () => {
    const { variantId, slug } = await product(10_000);
    days(1);
    const made = await list({ name: "Flash", adjustments: [off(-400_000)] });
    days(1);
    await pricing.removePriceList(shop.staff(), { id: made.id, version: 1 });
    days(1);
    await setPrice(variantId, 9000, 10_000);
    expect((await page(slug, "de"))?.lowestPrice30d).toEqual(eur(6000));
  });

  test("what promotions took off one piece for anybody was applied; codes, buyers and other articles were not", async () => {
    const { variantId, slug, productId } = await product(10_000);
    const of = { kind: "products", ids: [productId] };
    const promote = (more: object) =>
      setPromotion(
        shop.staff(),
        SetPromotion.parse({
          name: "Week",
          trigger: "automatic",
          effect: { kind: "line_percentage", ppm: 200_000, of },
          ...more,
        }),
      );
    const half = { kind: "line_percentage", ppm: 500_000, of };
    await promote({ effect: half, trigger: "code" });
    await promote({ effect: half, conditions: [{ kind: "first_order" }] });
    await promote({ effect: half, conditions: [{ kind: "quantity", least: 2, of }] });
    const week = await promote({});
    days(5);
    const { uses: _uses, spent: _spent, codes: _codes, updatedAt: _at, ...said } = week;
    await setPromotion(shop.staff(), SetPromotion.parse({ ...said, active: false }));
    days(5);
    await setPrice(variantId, 9500, 10_000);
    expect((await page(slug, "de"))?.lowestPrice30d).toEqual(eur(8000));
    days(1);
  });

  test("a market's margin, rounding and tax display count as they were then, taxes as of their day", async () => {
    const sweden = await createMarket(
      shop.staff(),
      CreateMarket.parse({
        handle: "se",
        name: "se",
        countries: ["SE"],
        currency: "SEK",
        locales: ["en"],
        defaultLocale: "en",
        taxDisplay: "inclusive",
        status: "active",
      }),
    );
    const day = shop.clock.now().toISOString().slice(0, 10);
    await pricing.setExchangeRate(shop.staff(), { base: "EUR", quote: "SEK", rate: exchangeRate("10"), day });
    const { variantId, slug } = await product(10_000);
    days(3);
    const dearer = await updateMarket(
      shop.staff(),
      UpdateMarket.parse({ id: sweden.id, version: 1, fxMarginPpm: 200_000 }),
    );
    days(3);
    await setPrice(variantId, 9900, 10_000);
    // 990.00 kronor and a fifth: announced below 1200.00, and yet 1000.00 was asked a few days ago.
    expect(await page(slug, "se")).toMatchObject({
      price: { amount: 118_800 },
      lowestPrice30d: { amount: 100_000, currency: "SEK" },
    });
    const rate = { country: "SE", name: "Moms", taxClass: "standard", reason: "standard" };
    const taxFrom = (ratePpm: number, validFrom: string | null, validUntil: string | null) =>
      setRate(shop.staff(), SetTaxRate.parse({ ...rate, ratePpm, validFrom, validUntil }));
    const today = shop.clock.now().toISOString().slice(0, 10);
    const before = new Date(shop.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10);
    await taxFrom(120_000, null, before);
    await taxFrom(250_000, today, null);
    // Shown without tax from now on: what was shown with it is compared without.
    await updateMarket(
      shop.staff(),
      UpdateMarket.parse({ id: sweden.id, version: dearer.version, taxDisplay: "exclusive" }),
    );
    const shown = await page(slug, "se");
    expect(shown).toMatchObject({ price: { amount: 95_040 }, lowestPrice30d: { amount: 89_286 } });
  });

  test("is told in the European Economic Area", async () => {
    const { variantId, slug } = await product(10_000);
    const dollars = { amount: 1000, currency: "USD" };
    await setPrice(variantId, 0, null, { currency: "USD", amount: dollars });
    days(2);
    await setPrice(variantId, 0, null, {
      currency: "USD",
      amount: { amount: 900, currency: "USD" },
      compareAt: dollars,
    });
    expect(await page(slug, "us")).toMatchObject({ compareAt: dollars, lowestPrice30d: null });
  });
});
