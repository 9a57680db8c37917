import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProduct } from "../catalog/index.ts";
import { CreateProduct } from "../catalog/schemas.ts";
import type { Id } from "../kernel/ids.ts";
import { createMarket, type Market } from "../markets/index.ts";
import { CreateMarket } from "../markets/schemas.ts";
import { transaction } from "../platform/db.ts";
import { newId } from "../platform/new-id.ts";
import { setRate } from "../tax/index.ts";
import { SetTaxRate } from "../tax/schemas.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import * as pricing from "./index.ts";
import { ExplainPrice, ImportEcbRates, SetExchangeRate, SetPrices } from "./schemas.ts";

let shop: TestShop;
let market: Market;
let dollars: Market;
beforeAll(async () => {
  shop = await openTestShop({ defaultCurrency: "USD" });
  const create = (more: object) =>
    createMarket(
      shop.staff(),
      CreateMarket.parse({
        handle: "de",
        name: "Germany",
        countries: ["DE"],
        currency: "EUR",
        locales: ["de"],
        defaultLocale: "de",
        taxDisplay: "inclusive",
        status: "active",
        ...more,
      }),
    );
  market = await create({});
  dollars = await create({ handle: "us", countries: ["US"], currency: "USD", taxDisplay: "exclusive" });
});
afterAll(() => shop.close());

/** Products with so many variants each. */
async function variantsOf(products: number, values: number): Promise<string[]> {
  const ids: string[] = [];
  const numbers = Array.from({ length: values }, (_, i) => String(i));
  for (let i = 0; i < products; i++) {
    const variants = numbers.flatMap((a) => numbers.map((b) => ({ optionValues: { A: a, B: b } })));
    const options = [
      { name: "A", values: numbers },
      { name: "B", values: numbers },
    ];
    const input = CreateProduct.parse({ title: `Cup ${i} of ${values}`, options, variants });
    ids.push(...(await createProduct(shop.staff(), input)).variants.map(({ id }) => id));
  }
  return ids;
}
const newVariant = async () => (await variantsOf(1, 1))[0] as Id<"var">;

const now = () => shop.clock.now();
const set = (prices: object[]) => pricing.setPrices(shop.staff(), SetPrices.parse({ prices }));
const priceOf = async (variantId: string, where = market) => {
  const decision = (await pricing.pricesForAnybody(shop.shopper(), where, [variantId], now())).get(variantId);
  return decision?.kind === "price" ? [decision.origin, decision.amount.amount] : decision?.reason;
};
const eur = (amount: number) => ({ amount, currency: "EUR" });
const usd = (amount: number) => ({ amount, currency: "USD" });

describe("prices", () => {
  test("base, then the market's own, then without it again", async () => {
    const variantId = await newVariant();
    expect(await priceOf(variantId)).toBe("no_price");
    await set([{ variantId, currency: "EUR", amount: eur(1200), compareAt: eur(1500) }]);
    expect(await priceOf(variantId)).toEqual(["base", 1200]);
    await set([{ variantId, marketId: market.id, currency: "EUR", amount: eur(1100) }]);
    expect(await priceOf(variantId)).toEqual(["market", 1100]);
    const { items } = await pricing.listPrices(shop.staff(), { variantIds: [variantId] });
    expect(items.map((price) => [price.marketId, price.amount.amount, price.compareAt?.amount ?? null])).toEqual([
      [null, 1200, 1500],
      [market.id, 1100, null],
    ]);
    await set([{ variantId, marketId: market.id, currency: "EUR", amount: null }]);
    expect(await priceOf(variantId)).toEqual(["base", 1200]);
  });

  test("a market's price is in its currency", async () => {
    const wrong = set([{ variantId: newId("var"), marketId: market.id, currency: "USD", amount: usd(1) }]);
    await expect(wrong).rejects.toMatchObject({ code: "pricing.currency_not_of_market", details: { expected: "EUR" } });
    const nowhere = set([{ variantId: newId("var"), marketId: newId("mkt"), currency: "USD", amount: usd(1) }]);
    await expect(nowhere).rejects.toMatchObject({ code: "pricing.currency_not_of_market" });
  });

  test("none for a variant that is not there", async () => {
    const unknown = set([{ variantId: newId("var"), currency: "EUR", amount: eur(1) }]);
    await expect(unknown).rejects.toMatchObject({ kind: "not_found", details: { what: "variant" } });
  });

  test("a window of its own", async () => {
    const variantId = await newVariant();
    const window = { startsAt: "2026-06-01T00:00:00Z", endsAt: "2026-07-01T00:00:00Z" };
    await set([
      { variantId, currency: "EUR", amount: eur(1200) },
      { variantId, currency: "EUR", amount: eur(900), ...window },
    ]);
    expect(await priceOf(variantId)).toEqual(["base", 900]);
    const july = await pricing.pricesForAnybody(shop.shopper(), market, [variantId], new Date("2026-07-01T00:00:00Z"));
    expect(july.get(variantId)).toMatchObject({ amount: eur(1200) });
  });

  test.each([
    ["negative", { amount: eur(-1) }],
    ["huge", { amount: eur(1_000_000_000_001) }],
    ["fractional", { amount: eur(1.5) }],
    ["of an unknown currency", { amount: { amount: 1, currency: "XYZ" } }],
    ["of another currency", { amount: usd(1) }],
    ["ended before it began", { amount: eur(1), startsAt: "2026-02-01T00:00:00Z", endsAt: "2026-01-01T00:00:00Z" }],
  ])("%s is no price", (_what, price) => {
    const prices = [{ variantId: newId("var"), currency: "EUR", ...price }];
    expect(SetPrices.safeParse({ prices }).success).toBe(false);
  });

  test("thousands are written in few statements, and the last of equals counts", async () => {
    const ids = await variantsOf(4, 15);
    const ctx = shop.service();
    shop.database.statements.length = 0;
    await transaction(ctx.db, (db) =>
      pricing.writePrices(
        { db, now: ctx.now },
        ids.flatMap((variantId) => [
          { variantId, marketId: null, currency: "EUR" as const, amount: 1, compareAt: 1 },
          { variantId, marketId: null, currency: "EUR" as const, amount: 700, compareAt: 600 },
        ]),
      ),
    );
    expect(shop.database.statements.filter((text) => text.startsWith("insert"))).toHaveLength(2);
    expect(await priceOf(ids.at(-1) ?? "")).toEqual(["base", 700]);
  });
});

describe("exchange rates", () => {
  const xml = (rate: string, day = "2026-06-12") =>
    `<Cube><Cube time='${day}'><Cube currency='USD' rate='${rate}'/><Cube currency='JPY' rate='170'/></Cube></Cube>`;
  let variantId: Id<"var">;

  test("none, no price", async () => {
    variantId = await newVariant();
    await set([{ variantId, currency: "USD", amount: usd(1999), taxIncluded: true }]);
    expect(await priceOf(variantId)).toBe("no_exchange_rate");
    expect(await pricing.conversionFor(shop.staff(), "USD", "EUR", now())).toBeUndefined();
  });

  test("the ECB's file converts, and says how", async () => {
    const done = await pricing.importEcbRates(shop.staff(), ImportEcbRates.parse({ xml: xml("1.25") }));
    expect(done).toEqual({ days: 1, rates: 2, latest: "2026-06-12" });
    const published = { base: "EUR", quote: "USD", day: "2026-06-12", source: "ecb", rate: "1.25" };
    // The next publication, or the last one while there is none.
    for (const day of ["2026-06-10", "2026-06-12", "2026-06-13"]) {
      expect(await pricing.ecbRatesOn(shop.staff(), ["USD", "CHF"], day)).toEqual([published]);
    }
    shop.database.statements.length = 0;
    expect(await priceOf(variantId)).toEqual(["converted", 1599]);
    expect(shop.database.statements).toHaveLength(1);
    const explained = await pricing.explainPrice(shop.staff(), ExplainPrice.parse({ variantId, marketId: market.id }));
    expect(explained.trace).toContainEqual({
      step: "rate",
      from: "USD",
      to: "EUR",
      marginPpm: 0,
      legs: [{ base: "EUR", quote: "USD", rate: "1.25", day: "2026-06-12", source: "ecb", inverted: true }],
    });
  });

  test("a newer one by hand takes over from its day on; one of tomorrow waits", async () => {
    const enter = (rate: string, day: string) =>
      pricing.setExchangeRate(shop.staff(), SetExchangeRate.parse({ base: "USD", quote: "EUR", rate, day }));
    await enter("0.5", "2026-06-15");
    expect(await priceOf(variantId)).toEqual(["converted", 1000]);
    await enter("0.25", "2026-06-16");
    expect(await priceOf(variantId)).toEqual(["converted", 1000]);
    await expect(enter("1", "2026-07-01")).rejects.toMatchObject({ code: "pricing.day_in_future" });
  });

  test("are listed by page, the newest day first", async () => {
    const first = await pricing.listExchangeRates(shop.staff(), { first: 3, after: null });
    const second = await pricing.listExchangeRates(shop.staff(), { first: 3, after: first.next });
    expect([...first.items, ...second.items].map((rate) => `${rate.day} ${rate.base}/${rate.quote}`)).toEqual([
      "2026-06-16 USD/EUR",
      "2026-06-15 USD/EUR",
      "2026-06-12 EUR/JPY",
      "2026-06-12 EUR/USD",
    ]);
    expect(second.next).toBeNull();
    const odd = pricing.listExchangeRates(shop.staff(), { first: 3, after: "odd" });
    await expect(odd).rejects.toMatchObject({ code: "pricing.bad_cursor" });
  });

  test("a file that is none changes nothing", async () => {
    const bad = pricing.importEcbRates(shop.staff(), { xml: xml("-1") });
    await expect(bad).rejects.toMatchObject({ code: "pricing.ecb_malformed" });
  });
});

test("a price without tax is shown with it where the market includes it, and the other way round", async () => {
  const rate = { country: "DE", name: "MwSt.", ratePpm: 190_000 };
  await setRate(shop.staff(), SetTaxRate.parse(rate));
  await setRate(shop.staff(), SetTaxRate.parse({ ...rate, country: "US", name: "Tax", ratePpm: 100_000 }));
  const [net, gross] = [await newVariant(), await newVariant()];
  await set([
    { variantId: net, currency: "EUR", amount: eur(1000), taxIncluded: false },
    { variantId: gross, currency: "USD", amount: usd(1100), compareAt: usd(2200), taxIncluded: true },
  ]);
  const shown = async (variantId: string, where: Market) => {
    const variants = [{ variantId, taxClass: "standard" }];
    return (await pricing.shownPricesFor(shop.shopper(), where, variants, now())).get(variantId);
  };
  expect(await shown(net, market)).toMatchObject({ amount: eur(1190), taxIncluded: true });
  expect(await shown(gross, dollars)).toMatchObject({ amount: usd(1000), compareAt: usd(2000), taxIncluded: false });
});
