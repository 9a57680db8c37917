import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createProduct, publishProduct, setTranslation } from "../catalog/index.ts";
import { CreateProduct, SetTranslation } from "../catalog/schemas.ts";
import { setShippingMethod } from "../fulfilment/index.ts";
import { SetShippingMethod } from "../fulfilment/schemas.ts";
import { adjustStock } from "../inventory/index.ts";
import { AdjustStock } from "../inventory/schemas.ts";
import type { Id } from "../kernel/ids.ts";
import { createMarket, type Market, updateMarket } from "../markets/index.ts";
import { CreateMarket } from "../markets/schemas.ts";
import { transaction } from "../platform/db.ts";
import { newId, newSecretId } from "../platform/new-id.ts";
import { setExchangeRate, setPrices } from "../pricing/index.ts";
import { SetExchangeRate, SetPrices } from "../pricing/schemas.ts";
import { addCountryPreset } from "../tax/index.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import * as carts from "./index.ts";
import * as wire from "./schemas.ts";

let shop: TestShop;
let germany: Market;
let states: Market;
let lamp: Id<"var">;
let book: Id<"var">;
let post: Id<"shp">;

const market = (more: object) => createMarket(shop.staff(), CreateMarket.parse({ status: "active", ...more }));

async function sell(title: string, prices: object[], onHand: number, taxClass = "standard"): Promise<Id<"var">> {
  const product = await createProduct(shop.staff(), CreateProduct.parse({ title, taxClass }));
  const variantId = product.variants[0]?.id ?? newId("var");
  await adjustStock(shop.staff(), AdjustStock.parse({ variantId, change: { kind: "set", onHand } }));
  const set = SetPrices.safeParse({ prices: prices.map((price) => ({ variantId, ...price })) });
  if (set.success) await setPrices(shop.staff(), set.data);
  await publishProduct(shop.staff(), { ids: [product.id] });
  if (title !== "Lamp") return variantId;
  const texts = { id: product.id, version: product.version + 1, locale: "de", title: "Lampe" };
  await setTranslation(shop.staff(), SetTranslation.parse(texts));
  return variantId;
}

const euros = (amount: number) => ({ currency: "EUR", amount: { amount, currency: "EUR" } });
const method = (marketId: string, more: object) =>
  setShippingMethod(shop.staff(), SetShippingMethod.parse({ marketId, names: { en: "Post", de: "Paket" }, ...more }));

beforeAll(async () => {
  shop = await openTestShop();
  const locales = { locales: ["de", "en"], defaultLocale: "de" };
  const inclusive = { currency: "EUR", taxDisplay: "inclusive", ...locales };
  germany = await market({ handle: "de", name: "Germany", countries: ["DE", "AT"], ...inclusive });
  const exclusive = { currency: "USD", taxDisplay: "exclusive", locales: ["en"], defaultLocale: "en" };
  states = await market({ handle: "us", name: "United States", countries: ["US"], ...exclusive });
  for (const country of ["DE", "US"]) await addCountryPreset(shop.staff(), { country } as { country: "DE" });
  const dollars = { marketId: states.id, currency: "USD", amount: { amount: 2000, currency: "USD" } };
  lamp = await sell("Lamp", [euros(1999), dollars], 10);
  book = await sell("Book", [euros(845)], 100, "reduced");
  post = (await method(germany.id, { price: 490, freeAbove: 5000 })).id;
  await method(states.id, { price: 500 });
});
afterAll(() => shop.close());

const ctx = () => shop.shopper();
const create = (input: object = {}) => carts.createCart(ctx(), wire.CreateCart.parse(input));
const add = (cartId: Id<"crt">, variantId: Id<"var">, quantity = 1) =>
  carts.addLine(ctx(), wire.AddLine.parse({ cartId, variantId, quantity }));
const addressed = (cartId: Id<"crt">, more: object = {}) => {
  const address = { name: "Ada Test", line1: "Weg 1", city: "Berlin", postalCode: "10115", country: "DE", ...more };
  return carts.setAddress(ctx(), wire.SetAddress.parse({ cartId, email: "ada@shop.test", address }));
};
const choose = (cartId: Id<"crt">, methodId = post) =>
  carts.chooseShipping(ctx(), wire.ChooseShipping.parse({ cartId, methodId }));
const figures = ({ totals }: wire.Cart) =>
  [totals.items, totals.shipping, totals.tax, totals.total].map((money) => money?.amount ?? null);

describe("a cart of a market with tax in its prices", () => {
  let cart: wire.Cart;
  beforeEach(async () => {
    cart = await create({ market: "de" });
  });

  test("begins empty, in the market's currency and language", () => {
    expect(cart).toMatchObject({ market: "de", locale: "de", currency: "EUR", status: "open", lines: [], quantity: 0 });
    expect(cart.missing).toEqual(["lines", "address", "shipping"]);
    expect(figures(cart)).toEqual([0, null, 0, 0]);
  });

  test("adds up at each change, by one calculation", async () => {
    await add(cart.id, lamp, 2);
    const two = await add(cart.id, book, 7);
    expect(two.lines.map((line) => [line.title, line.quantity, line.unitPrice?.amount, line.total?.amount])).toEqual([
      ["Lampe", 2, 1999, 3998],
      ["Book", 7, 845, 5915],
    ]);
    expect(figures(two)).toEqual([9913, null, 1025, 9913]);
    const more = await add(cart.id, lamp, 1);
    expect([more.lines.length, more.lines[0]?.quantity, more.quantity]).toEqual([2, 3, 10]);
    const [first, second] = more.lines;
    const fewer = await carts.setQuantity(ctx(), {
      cartId: cart.id,
      lineId: first?.id ?? newId("lin"),
      quantity: 1,
      locale: null,
    });
    expect(figures(fewer)).toEqual([7914, null, 706, 7914]);
    const gone = await carts.removeLine(ctx(), { cartId: cart.id, lineId: second?.id ?? newId("lin"), locale: null });
    expect(figures(gone)).toEqual([1999, null, 319, 1999]);
    expect(await carts.getCart(ctx(), { cartId: cart.id, locale: null })).toEqual(gone);
  });

  test("speaks the language that is asked for, and keeps what a change was made in", async () => {
    await add(cart.id, lamp);
    const titles = async (locale: string | null) =>
      (await carts.getCart(ctx(), wire.GetCart.parse({ cartId: cart.id, locale }))).lines.map((line) => line.title);
    expect(await titles(null)).toEqual(["Lampe"]);
    expect(await titles("en-GB")).toEqual(["Lamp"]);
    expect(await titles(null)).toEqual(["Lampe"]);
    await carts.addLine(ctx(), wire.AddLine.parse({ cartId: cart.id, variantId: lamp, quantity: 1, locale: "en" }));
    expect(await titles(null)).toEqual(["Lamp"]);
  });

  test("takes an address and a way of shipping, free from a worth on", async () => {
    await add(cart.id, lamp);
    await expect(choose(cart.id)).rejects.toMatchObject({ code: "carts.address_missing" });
    const there = await addressed(cart.id);
    expect(there.shippingOptions).toMatchObject([{ methodId: post, name: "Paket", price: { amount: 490 } }]);
    expect(there.missing).toEqual(["shipping"]);
    const chosen = await choose(cart.id);
    expect(chosen.missing).toEqual([]);
    expect(figures(chosen)).toEqual([1999, 490, 397, 2489]);
    expect(chosen.taxLines).toMatchObject([
      { name: "MwSt.", ratePpm: 190_000, base: { amount: 2092 }, tax: { amount: 397 } },
    ]);
    expect(figures(await add(cart.id, lamp, 2))).toEqual([5997, 0, 958, 5997]);
    await expect(choose(cart.id, newId("shp"))).rejects.toMatchObject({ code: "carts.shipping_not_offered" });
  });

  test("names what keeps it from being paid", async () => {
    await add(cart.id, lamp);
    const austria = await addressed(cart.id, { country: "AT", postalCode: "1010" });
    const missing = { code: "tax_rate_missing", country: "AT", region: null, taxClass: "standard" };
    expect(austria.problems).toEqual([missing]);
    expect(figures(austria)).toEqual([1999, null, null, 1999]);
    await choose(cart.id);
    const refused = carts.quoteCart(ctx(), cart.id);
    await expect(refused).rejects.toMatchObject({ kind: "precondition", code: "tax.rate_missing" });
  });
});

describe("refused is", () => {
  let cartId: Id<"crt">;
  beforeAll(async () => {
    cartId = (await create({ market: "de" })).id;
  });

  test.each([
    ["negative", -1],
    ["none", 0],
    ["huge", 10_001],
    ["fractional", 1.5],
    ["text", "2"],
    ["unsafe", 1e300],
  ])("a quantity that is %s", (_what, quantity) => {
    expect(wire.AddLine.safeParse({ cartId, variantId: lamp, quantity }).success).toBe(false);
  });
  test("more than there is, with what there is", async () => {
    const refused = { kind: "conflict", code: "carts.not_enough_stock", details: { variantId: lamp, available: 10 } };
    await expect(add(cartId, lamp, 11)).rejects.toMatchObject(refused);
    expect((await carts.getCart(ctx(), { cartId, locale: null })).lines).toEqual([]);
  });
  test("more in all than a line holds", async () => {
    const plenty = await sell("Plenty", [euros(1)], 100_000);
    await add(cartId, plenty, 10_000);
    await expect(add(cartId, plenty)).rejects.toMatchObject({ code: "carts.quantity_too_large" });
  });
  test("more worth than can be added up", async () => {
    const treasure = await sell("Treasure", [euros(1_000_000_000_000)], 100_000);
    await expect(add(cartId, treasure, 10_000)).rejects.toMatchObject({ code: "carts.total_too_large" });
  });
  test("what has no price here, what is not published, and what nobody knows", async () => {
    const priceless = await sell("Priceless", [], 5);
    await expect(add(cartId, priceless)).rejects.toMatchObject({ code: "carts.not_for_sale" });
    const draft = await createProduct(shop.staff(), CreateProduct.parse({ title: "Draft" }));
    const unpublished = draft.variants[0]?.id ?? newId("var");
    for (const id of [unpublished, newId("var")]) {
      await expect(add(cartId, id)).rejects.toMatchObject({ kind: "not_found", details: { what: "variant" } });
    }
  });
  test("a cart or a line that is not there", async () => {
    await expect(add(newSecretId("crt"), lamp)).rejects.toMatchObject({ kind: "not_found", details: { what: "cart" } });
    const lost = carts.removeLine(ctx(), { cartId, lineId: newId("lin"), locale: null });
    await expect(lost).rejects.toMatchObject({ kind: "not_found", details: { what: "line" } });
  });
  test("an address that does not fit its country, or is another market's", async () => {
    await expect(addressed(cartId, { postalCode: "1" })).rejects.toMatchObject({
      code: "carts.address_invalid",
      details: { fields: [{ path: "address.postalCode", message: "malformed" }] },
    });
    const abroad = addressed(cartId, { country: "US", postalCode: "94103", region: "CA" });
    await expect(abroad).rejects.toMatchObject({ code: "carts.country_not_served", details: { market: "us" } });
    const nowhere = addressed(cartId, { country: "JP", postalCode: "100-0001" });
    await expect(nowhere).rejects.toMatchObject({ details: { market: null } });
  });
});

test("where tax is added, it is known with the address, by its state", async () => {
  const { id } = await create({ country: "US", locale: "en" });
  expect(figures(await add(id, lamp, 2))).toEqual([4000, null, null, 4000]);
  const there = await addressed(id, { country: "US", region: "ny", postalCode: "10001", city: "New York" });
  expect(figures(there)).toEqual([4000, null, 160, 4160]);
  const [option] = there.shippingOptions;
  const chosen = await choose(id, option?.methodId);
  expect(figures(chosen)).toEqual([4000, 500, 180, 4680]);
  const oregon = await addressed(id, { country: "US", region: "OR", postalCode: "97201", city: "Portland" });
  expect(figures(oregon)).toEqual([4000, 500, 0, 4500]);
  expect(oregon.taxLines).toMatchObject([{ reason: "out_of_scope", tax: { amount: 0 } }]);
});

test("a quote is the whole cart as a snapshot, and computes to the same figures later", async () => {
  const { id } = await create({ market: "de" });
  await expect(carts.quoteCart(ctx(), id)).rejects.toMatchObject({ code: "carts.empty" });
  await add(id, lamp, 3);
  await expect(carts.quoteCart(ctx(), id)).rejects.toMatchObject({ code: "carts.address_missing" });
  await addressed(id);
  await expect(carts.quoteCart(ctx(), id)).rejects.toMatchObject({ code: "carts.shipping_missing" });
  const cart = await choose(id);
  const quote = await carts.quoteCart(ctx(), id);
  expect(quote.totalsHash).toBe(cart.totalsHash);
  expect(quote.totals).toMatchObject({ total: cart.totals.total, tax: cart.totals.tax });
  expect(quote).toMatchObject({ email: "ada@shop.test", address: { city: "Berlin" }, locale: "de", exchangeRates: [] });
  expect(quote.lines).toMatchObject([
    { title: "Lampe", reason: "standard", taxes: [{ ratePpm: 190_000 }], origin: "base" },
  ]);
  const stored = wire.CartQuote.parse(JSON.parse(JSON.stringify(quote)));
  await setPrices(shop.staff(), SetPrices.parse({ prices: [{ variantId: lamp, ...euros(2999) }] }));
  expect((await carts.getCart(ctx(), { cartId: id, locale: null })).totalsHash).not.toBe(quote.totalsHash);
  const { taxIncluded: _, ...totals } = carts.recalculate(stored).totals;
  expect(stored.totals).toMatchObject(totals);
  await setPrices(shop.staff(), SetPrices.parse({ prices: [{ variantId: lamp, ...euros(1999) }] }));
});

test("a converted price says by which rate, in the trace and in the quote", async () => {
  const inclusive = { currency: "CHF", taxDisplay: "inclusive", locales: ["de"], defaultLocale: "de" };
  const rounding = { priceRounding: { kind: "step", step: 5 } };
  const swiss = await market({ handle: "ch", name: "Schweiz", countries: ["CH"], ...inclusive, ...rounding });
  await addCountryPreset(shop.staff(), { country: "CH" });
  const rate = { base: "EUR", quote: "CHF", rate: "0.9377", day: "2026-06-10" };
  await setExchangeRate(shop.staff(), SetExchangeRate.parse(rate));
  const free = await method(swiss.id, { price: 0 });
  const { id } = await create({ market: "ch" });
  const cart = await add(id, lamp);
  // 19.99 × 0.9377 = 18.7446…, to 0.05.
  expect(figures(cart)).toEqual([1875, null, 140, 1875]);
  await addressed(id, { country: "CH", postalCode: "8001", city: "Zürich" });
  await choose(id, free.id);
  const leg = { ...rate, source: "manual", inverted: false };
  expect((await carts.quoteCart(ctx(), id)).exchangeRates).toEqual([leg]);
  const { trace } = await carts.explainCart(ctx(), { cartId: id, locale: null });
  expect(trace.lines[0]?.price).toContainEqual({ step: "rate", from: "EUR", to: "CHF", legs: [leg], marginPpm: 0 });
  expect(trace.lines[0]?.tax).toMatchObject({ taxClass: "standard", reason: "standard", taxes: [{ ratePpm: 81_000 }] });
  await updateMarket(shop.staff(), { id: swiss.id, version: 1, status: "draft" });
  expect((await carts.getCart(ctx(), { cartId: id, locale: null })).problems).toEqual([{ code: "market_closed" }]);
  await expect(carts.quoteCart(ctx(), id)).rejects.toMatchObject({ code: "carts.market_closed" });
});

test("what its own checkout has reserved is there for the cart, until then", async () => {
  const rare = await sell("Rare", [euros(100)], 0);
  const { id } = await create({ market: "de" });
  await expect(add(id, rare)).rejects.toMatchObject({ code: "carts.not_enough_stock", details: { available: 0 } });
  const until = new Date(shop.clock.now().getTime() + 1000);
  await transaction(shop.service().db, (tx) => carts.holdCart(tx, id, { until, quantities: { [rare]: 1 } }));
  expect((await add(id, rare)).lines).toMatchObject([{ available: 1 }]);
  shop.clock.advance(1);
  const later = await carts.getCart(ctx(), { cartId: id, locale: null });
  expect(later.problems).toEqual([{ code: "not_enough_stock", lineId: later.lines[0]?.id, available: 0 }]);
});

test("a cart becomes an order once: then nothing changes it, and it cannot be closed again", async () => {
  const { id } = await create({ market: "de" });
  await add(id, lamp);
  const close = () => transaction(shop.service().db, (tx) => carts.closeCart(tx, id, shop.clock.now()));
  await close();
  await expect(close()).rejects.toMatchObject({ kind: "conflict", code: "carts.closed" });
  for (const late of [() => add(id, lamp), () => addressed(id), () => choose(id), () => carts.quoteCart(ctx(), id)]) {
    await expect(late()).rejects.toMatchObject({ code: "carts.closed" });
  }
  expect((await carts.getCart(ctx(), { cartId: id, locale: null })).status).toBe("closed");
});

test("adding twice at once adds both", async () => {
  const { id } = await create({ market: "de" });
  await Promise.all([add(id, lamp, 2), add(id, lamp, 3), add(id, book, 1)]);
  const { lines } = await carts.getCart(ctx(), { cartId: id, locale: null });
  expect(new Map(lines.map((line) => [line.variantId, line.quantity]))).toEqual(
    new Map([
      [lamp, 5],
      [book, 1],
    ]),
  );
});

test("adding a line takes three statements in its transaction", async () => {
  const { id } = await create({ market: "de" });
  await add(id, book);
  shop.database.statements.length = 0;
  await add(id, lamp);
  const statements = shop.database.statements.filter((text) => !/^(begin|commit)/.test(text));
  expect(statements.length).toBe(3);
});

test("a reduced line tells the lowest price of the 30 days before, read only for such lines", async () => {
  const chair = await sell("Chair", [euros(8000)], 10);
  shop.clock.advance(5 * 86_400);
  const compareAt = { amount: 10_000, currency: "EUR" };
  await setPrices(shop.staff(), SetPrices.parse({ prices: [{ variantId: chair, ...euros(9000), compareAt }] }));
  const { id } = await create({ market: "de" });
  shop.database.statements.length = 0;
  const cart = await add(id, chair);
  expect(shop.database.statements.filter((text) => !/^(begin|commit)/.test(text)).length).toBe(4);
  expect(cart.lines[0]).toMatchObject({ compareAt, lowestPrice30d: { amount: 8000, currency: "EUR" } });
  const { lines } = await add(id, lamp);
  expect(lines.map((line) => line.lowestPrice30d?.amount ?? null)).toEqual([8000, null]);
});
