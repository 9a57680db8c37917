import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProduct, editPrices, previewPriceEdit } from "../catalog/index.ts";
import { EditPrices, PreviewPriceEdit } from "../catalog/price-edit-schemas.ts";
import { CreateProduct } from "../catalog/schemas.ts";
import { createMarket, getMarket, type Market } from "../markets/index.ts";
import { CreateMarket } from "../markets/schemas.ts";
import { newId } from "../platform/new-id.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { PreviewChange } from "./edit-schemas.ts";
import * as pricing from "./index.ts";
import { SetExchangeRate, SetPrices } from "./schemas.ts";

let shop: TestShop;
let dollars: Market;
let variantIds: string[];
beforeAll(async () => {
  shop = await openTestShop();
  const market = { locales: ["en"], defaultLocale: "en", taxDisplay: "inclusive", status: "active" };
  const create = (more: object) => createMarket(shop.staff(), CreateMarket.parse({ ...market, ...more }));
  await create({ handle: "de", name: "Germany", countries: ["DE"], currency: "EUR" });
  dollars = await create({ handle: "us", name: "States", countries: ["US"], currency: "USD" });
  await create({ handle: "jp", name: "Japan", countries: ["JP"], currency: "JPY" });
  variantIds = [];
  for (const [title, brand] of [
    ["Cup", "Nordic"],
    ["Plate", "Nordic"],
    ["Pot", "Other"],
  ]) {
    const made = await createProduct(shop.staff(), CreateProduct.parse({ title, brand }));
    variantIds.push(...made.variants.map(({ id }) => id));
  }
  const prices = variantIds
    .slice(1)
    .map((variantId, i) => ({ variantId, currency: "EUR", amount: eur(1000 + i * 1000) }));
  await pricing.setPrices(shop.staff(), SetPrices.parse({ prices }));
  await rate("1.25");
});
afterAll(() => shop.close());

const eur = (amount: number) => ({ amount, currency: "EUR" });
const rate = (text: string) => pricing.setExchangeRate(shop.staff(), SetExchangeRate.parse(dollarRate(text)));
const dollarRate = (text: string) => ({ base: "EUR", quote: "USD", rate: text, day: "2026-06-15" });
const base = async () =>
  (await pricing.listPrices(shop.staff(), { variantIds: variantIds as `var_${string}`[] })).items.map((price) => [
    price.amount.amount,
    price.compareAt?.amount ?? null,
  ]);

describe("many prices at once", () => {
  const dearer = {
    filter: { brand: "Nordic" },
    edit: { currency: "EUR", change: { kind: "percentage", changePpm: 100_000 }, compareAt: "from_price" },
  };

  test("are shown first, and then changed as they were shown, once", async () => {
    const preview = await previewPriceEdit(shop.staff(), PreviewPriceEdit.parse(dearer));
    expect(preview.rows.map((row) => [row.outcome, row.before?.amount, row.after?.amount])).toEqual([
      ["no_price", undefined, undefined],
      ["changed", 1000, 1100],
    ]);
    expect(await base()).toEqual([
      [1000, null],
      [2000, null],
    ]);
    const apply = EditPrices.parse({ ...dearer, fingerprint: preview.fingerprint });
    expect((await editPrices(shop.staff(), apply)).changed).toBe(1);
    // What is dearer has no higher price before it.
    expect(await base()).toEqual([
      [1100, null],
      [2000, null],
    ]);
    await expect(editPrices(shop.staff(), apply)).rejects.toMatchObject({ code: "pricing.edit_outdated" });
  });

  test("two at once from one preview change them once", async () => {
    const change = { ...dearer, filter: { brand: "Other" } };
    const { fingerprint } = await previewPriceEdit(shop.staff(), PreviewPriceEdit.parse(change));
    const apply = EditPrices.parse({ ...change, fingerprint });
    const both = await Promise.allSettled([editPrices(shop.staff(), apply), editPrices(shop.staff(), apply)]);
    expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await base())[1]).toEqual([2200, null]);
  });

  test("none below nothing, in the market's currency, of a category that is there", async () => {
    const change = { filter: {}, edit: { currency: "EUR", change: { kind: "amount", amount: -5000 } } };
    const preview = await previewPriceEdit(shop.staff(), PreviewPriceEdit.parse(change));
    expect(preview.rows.map((row) => row.outcome)).toEqual(["no_price", "out_of_range", "out_of_range"]);
    const apply = editPrices(shop.staff(), EditPrices.parse({ ...change, fingerprint: preview.fingerprint }));
    await expect(apply).rejects.toMatchObject({ code: "pricing.edit_out_of_range" });
    const elsewhere = PreviewPriceEdit.parse({ ...change, edit: { ...change.edit, marketId: dollars.id } });
    await expect(previewPriceEdit(shop.staff(), elsewhere)).rejects.toMatchObject({
      code: "pricing.currency_not_of_market",
    });
    const nowhere = PreviewPriceEdit.parse({ ...change, filter: { categoryId: newId("cat") } });
    await expect(previewPriceEdit(shop.staff(), nowhere)).rejects.toMatchObject({ kind: "not_found" });
  });
});

describe("the preview of a change", () => {
  const preview = (change: object) => pricing.previewChange(shop.staff(), PreviewChange.parse(change));

  test("of a rate counts what it converts, and changes nothing", async () => {
    const found = await preview({ kind: "rate", rate: dollarRate("2") });
    expect(found).toMatchObject({ markets: 1, variants: 2, prices: 2, appearing: 0, vanishing: 0, partial: false });
    expect(found.samples[0]).toMatchObject({ marketId: dollars.id, before: { amount: 1375 }, after: { amount: 2200 } });
    expect((await preview({ kind: "rate", rate: dollarRate("1.25") })).prices).toBe(0);
  });

  test("of a market's currency and margin", async () => {
    const market = { id: dollars.id, version: 1 };
    expect(await preview({ kind: "market", market: { ...market, fxMarginPpm: 20_000 } })).toMatchObject({ prices: 2 });
    const gone = await preview({ kind: "market", market: { ...market, currency: "CHF" } });
    expect(gone).toMatchObject({ markets: 1, prices: 2, vanishing: 2 });
    expect((await getMarket(shop.staff(), { id: dollars.id })).version).toBe(1);
    const stale = preview({ kind: "market", market: { ...market, version: 2 } });
    await expect(stale).rejects.toMatchObject({ code: "markets.stale" });
  });

  test("of a list for everybody, and of a new price where there was none", async () => {
    const list = { name: "Sale", status: "active", adjustments: [{ minQuantity: 1, changePpm: -100_000 }] };
    expect(await preview({ kind: "new_list", list })).toMatchObject({ markets: 2, prices: 4 });
    const prices = [{ variantId: variantIds[0], currency: "JPY", amount: { amount: 900, currency: "JPY" } }];
    expect(await preview({ kind: "prices", prices })).toMatchObject({ markets: 1, variants: 1, appearing: 1 });
    expect((await pricing.listPriceLists(shop.staff(), {})).items).toEqual([]);
  });
});
