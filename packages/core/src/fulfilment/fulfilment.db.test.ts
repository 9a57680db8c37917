import { afterAll, beforeAll, expect, test } from "vitest";
import { createMarket, type Market } from "../markets/index.ts";
import { CreateMarket } from "../markets/schemas.ts";
import { newId } from "../platform/new-id.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import * as fulfilment from "./index.ts";
import { OverrideShippingMethod, SetShippingMethod } from "./schemas.ts";

let shop: TestShop;
let market: Market;
beforeAll(async () => {
  shop = await openTestShop();
  market = await createMarket(
    shop.staff(),
    CreateMarket.parse({
      handle: "dach",
      name: "DACH",
      countries: ["DE", "AT"],
      currency: "EUR",
      locales: ["de"],
      defaultLocale: "de",
      taxDisplay: "inclusive",
      status: "active",
    }),
  );
});
afterAll(() => shop.close());

const to = (country: string) => ({ country, region: null, postalCode: "10115" });
const set = (more: object) =>
  fulfilment.setShippingMethod(
    shop.staff(),
    SetShippingMethod.parse({ marketId: market.id, names: { de: "Paket" }, price: 490, ...more }),
  );

test("a method is added, changed with its version, offered where it goes, and removed", async () => {
  const method = await set({ countries: ["DE"], freeAbove: 5000 });
  expect(method).toMatchObject({ version: 1, price: { amount: 490, currency: "EUR" }, taxClass: "shipping" });
  const offered = async (country: string) =>
    (await fulfilment.shippingOptionsFor(shop.shopper(), market, to(country), shop.clock.now())).map((one) => one.id);
  expect(await offered("DE")).toEqual([method.id]);
  expect(await offered("AT")).toEqual([]);
  expect(await fulfilment.countriesWithoutShipping(shop.staff(), market, shop.clock.now())).toEqual(["AT"]);

  const { id } = method;
  expect(await set({ id, version: 1 })).toMatchObject({ id, version: 2, countries: null, freeAbove: null });
  expect(await offered("AT")).toEqual([id]);
  await expect(set({ id, version: 1 })).rejects.toMatchObject({ code: "fulfilment.stale", details: { current: 2 } });

  expect((await fulfilment.listShippingMethods(shop.staff(), { marketId: market.id })).items).toHaveLength(1);
  await fulfilment.removeShippingMethod(shop.staff(), { id, version: 2 });
  expect((await fulfilment.listShippingMethods(shop.staff(), { marketId: null })).items).toEqual([]);
});

test("a method goes to countries of its market only, and belongs to a market", async () => {
  const abroad = set({ countries: ["DE", "FR"] });
  await expect(abroad).rejects.toMatchObject({
    code: "fulfilment.country_not_in_market",
    details: { countries: ["FR"] },
  });
  await expect(set({ marketId: newId("mkt") })).rejects.toMatchObject({ kind: "not_found" });
  await expect(set({ id: newId("shp"), version: 1 })).rejects.toMatchObject({ kind: "not_found" });
});

test("a market has the shop's methods, with single fields of its own, and gives them back", async () => {
  const { id } = await set({ marketId: null, names: { de: "Shop" }, price: 590, maxDays: 3 });
  const list = async () => (await fulfilment.listShippingMethods(shop.staff(), { marketId: market.id })).items;
  const override = (version: number | null, own: string[], more: object = {}) =>
    fulfilment.overrideShippingMethod(
      shop.staff(),
      OverrideShippingMethod.parse({
        methodId: id,
        marketId: market.id,
        version,
        own,
        names: { de: "Eigen" },
        price: 390,
        ...more,
      }),
    );
  expect(await list()).toMatchObject([{ id, price: { amount: 590 }, inherited: { own: [], version: null } }]);
  const begun = await Promise.allSettled([override(null, ["price"]), override(null, ["names"])]);
  expect(begun.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await override(1, ["price"]);
  const [mine] = await list();
  expect(mine).toMatchObject({ id, names: { de: "Shop" }, price: { amount: 390 }, maxDays: 3 });
  // What is not the market's own follows the shop at once.
  await set({ id, version: 1, marketId: null, names: { de: "Laden" }, price: 790, maxDays: 5 });
  expect(await list()).toMatchObject([{ names: { de: "Laden" }, price: { amount: 390 }, maxDays: 5 }]);
  const [offered] = await fulfilment.shippingOptionsFor(shop.shopper(), market, to("DE"), shop.clock.now());
  expect(offered).toMatchObject({ id, price: { amount: 390 } });
  await expect(override(2, ["countries"], { countries: ["FR"] })).rejects.toMatchObject({
    code: "fulfilment.country_not_in_market",
  });
  expect(await override(2, [])).toMatchObject({ price: { amount: 790 }, inherited: { own: [], version: null } });
  const own = await set({});
  await expect(override(null, ["price"], { methodId: own.id })).rejects.toMatchObject({
    code: "fulfilment.not_of_shop",
  });
  await override(null, ["price"]);
  await fulfilment.removeShippingMethod(shop.staff(), { id, version: 2 });
  expect((await list()).map((one) => one.id)).toEqual([own.id]);
  await fulfilment.removeShippingMethod(shop.staff(), { id: own.id, version: 1 });
});

test.each([
  ["without a name", { names: {} }],
  ["of a negative price", { price: -1 }],
  ["that takes fewer days at most than at least", { minDays: 5, maxDays: 2 }],
])("a method %s is none", (_what, more) => {
  const given = { marketId: market.id, names: { de: "Paket" }, price: 490, ...more };
  expect(SetShippingMethod.safeParse(given).success).toBe(false);
});
