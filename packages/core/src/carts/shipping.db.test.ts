import { afterAll, beforeAll, expect, test } from "vitest";
import { createProduct, publishProduct } from "../catalog/index.ts";
import { CreateProduct } from "../catalog/schemas.ts";
import { setShippingMethod } from "../fulfilment/index.ts";
import { SetShippingMethod } from "../fulfilment/schemas.ts";
import { adjustStock } from "../inventory/index.ts";
import { AdjustStock } from "../inventory/schemas.ts";
import { createMarket } from "../markets/index.ts";
import { CreateMarket } from "../markets/schemas.ts";
import { setExchangeRate, setPrices } from "../pricing/index.ts";
import { SetExchangeRate, SetPrices } from "../pricing/schemas.ts";
import { addCountryPreset, getTaxPolicy, setTaxPolicy } from "../tax/index.ts";
import { AddCountryPreset, TaxPolicy } from "../tax/schemas.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import * as carts from "./index.ts";
import * as wire from "./schemas.ts";

let shop: TestShop;
const goods = new Map<string, string>();
const methods = new Map<string, string>();
const staff = () => shop.staff();

beforeAll(async () => {
  shop = await openTestShop();
  for (const country of ["DE", "FR", "CH"]) await addCountryPreset(staff(), AddCountryPreset.parse({ country }));
  const market = (more: object) =>
    createMarket(
      staff(),
      CreateMarket.parse({ name: "M", status: "active", locales: ["en"], defaultLocale: "en", ...more }),
    );
  const eu = await market({ handle: "eu", countries: ["DE", "FR"], currency: "EUR", taxDisplay: "inclusive" });
  await market({ handle: "ch", countries: ["CH"], currency: "CHF", taxDisplay: "inclusive" });
  const rate = { base: "EUR", quote: "CHF", rate: "0.9", day: "2026-06-10" };
  await setExchangeRate(staff(), SetExchangeRate.parse(rate));
  for (const [title, amount, taxClass] of [
    ["Lamp", 11_900, "standard"],
    ["Book", 10_700, "reduced"],
  ] as const) {
    const product = await createProduct(staff(), CreateProduct.parse({ title, taxClass }));
    const variantId = product.variants[0]?.id ?? "";
    await adjustStock(staff(), AdjustStock.parse({ variantId, change: { kind: "set", onHand: 100 } }));
    const price = { variantId, currency: "EUR", amount: { amount, currency: "EUR" } };
    await setPrices(staff(), SetPrices.parse({ prices: [price] }));
    await publishProduct(staff(), { ids: [product.id] });
    goods.set(title, variantId);
  }
  for (const [name, marketId] of [
    ["shop's", null],
    ["market's", eu.id],
  ] as const) {
    const given = { marketId, names: { en: name }, price: 1190 };
    methods.set(name, (await setShippingMethod(staff(), SetShippingMethod.parse(given))).id);
  }
});
afterAll(() => shop.close());

async function say(change: object): Promise<void> {
  const { version } = await getTaxPolicy(staff(), {});
  const registrations = [{ country: "DE", scheme: "oss" }];
  const policy = { establishment: { country: "DE" }, registrations, ...change, version };
  await setTaxPolicy(staff(), TaxPolicy.parse(policy));
}

/** What shipping is said to cost before it is chosen; the quote must say the same. */
async function costTo(country: "DE" | "FR" | "CH", titles: readonly string[], by = "shop's") {
  const { id: cartId } = await carts.createCart(
    shop.shopper(),
    wire.CreateCart.parse({ market: country === "CH" ? "ch" : "eu" }),
  );
  for (const title of titles) {
    await carts.addLine(shop.shopper(), wire.AddLine.parse({ cartId, variantId: goods.get(title), quantity: 1 }));
  }
  const postalCode = { DE: "10115", FR: "75001", CH: "8001" }[country];
  const address = { name: "Ada", line1: "1 Road", city: "Town", postalCode, country };
  const cart = await carts.setAddress(
    shop.shopper(),
    wire.SetAddress.parse({ cartId, email: "ada@shop.test", address }),
  );
  const offered = cart.shippingOptions.find(({ methodId }) => methodId === methods.get(by))?.price.amount;
  const methodId = methods.get(by);
  await carts.chooseShipping(shop.shopper(), wire.ChooseShipping.parse({ cartId, methodId }));
  const quote = await carts.quoteCart(shop.shopper(), cartId);
  const { shipping, totals } = quote;
  expect([shipping.unitPrice.amount, totals.shipping.amount]).toEqual([offered, offered]);
  expect(shipping.net.amount + shipping.tax.amount).toBe(shipping.gross.amount);
  expect(totals.items.amount + totals.shipping.amount).toBe(totals.total.amount);
  const again = carts.recalculate(wire.CartQuote.parse(JSON.parse(JSON.stringify(quote))));
  expect([again.totals, again.taxLines]).toEqual([quote.totals, quote.taxLines]);
  return offered;
}

test("shipping of the whole shop keeps its net like goods do, a market's own is final", async () => {
  await say({ crossBorder: "fixed_net" });
  expect(await costTo("FR", ["Lamp"])).toBe(1200);
  expect(await costTo("DE", ["Lamp"])).toBe(1190);
  expect(await costTo("FR", ["Lamp"], "market's")).toBe(1190);
  await say({ crossBorder: "fixed_gross" });
  expect(await costTo("FR", ["Lamp"])).toBe(1190);
});

test("converted, its net is kept in the market's currency", async () => {
  await say({ crossBorder: "fixed_gross" });
  // 11.90 € × 0.9.
  expect(await costTo("CH", ["Lamp"])).toBe(1071);
  await say({ crossBorder: "fixed_net" });
  // An export bears no tax: 10.71 / 1.19.
  expect(await costTo("CH", ["Lamp"])).toBe(900);
});

test("in proportion to the goods, by the taxes that these bear at home and abroad", async () => {
  await say({ crossBorder: "fixed_net", shippingTax: "proportional" });
  // Of books alone 7 % at home and 5.5 % in France.
  expect(await costTo("FR", ["Book"])).toBe(1173);
  expect(await costTo("DE", ["Lamp", "Book"])).toBe(1190);
  // 120.00 and 105.50 there, 53.2 % and 46.8 %: 11.90 is 10.52 without 19 and 7 %, and that 11.91 with 20 and 5.5 %.
  expect(await costTo("FR", ["Lamp", "Book"])).toBe(1191);
});
