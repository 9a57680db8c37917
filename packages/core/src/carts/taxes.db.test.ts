import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProduct, publishProduct } from "../catalog/index.ts";
import { CreateProduct } from "../catalog/schemas.ts";
import { CreateCompany } from "../customers/company-schemas.ts";
import { addCompanyMember, createCompany, findOrCreateCustomer, removeCompanyMember } from "../customers/index.ts";
import { renewTaxIds } from "../customers/jobs.ts";
import { setShippingMethod } from "../fulfilment/index.ts";
import { SetShippingMethod } from "../fulfilment/schemas.ts";
import { adjustStock } from "../inventory/index.ts";
import { AdjustStock } from "../inventory/schemas.ts";
import type { Id } from "../kernel/ids.ts";
import { addSeconds } from "../kernel/time.ts";
import { createMarket } from "../markets/index.ts";
import { CreateMarket } from "../markets/schemas.ts";
import { newId } from "../platform/new-id.ts";
import { setExchangeRate, setPrices } from "../pricing/index.ts";
import { SetExchangeRate, SetPrices } from "../pricing/schemas.ts";
import { removePromotion, setPromotion } from "../promotions/index.ts";
import { SetPromotion } from "../promotions/schemas.ts";
import { transaction } from "../platform/db.ts";
import { addCountryPreset, countUnionSale, getTaxPolicy, setTaxPolicy } from "../tax/index.ts";
import { TaxPolicy } from "../tax/schemas.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import * as carts from "./index.ts";
import * as wire from "./schemas.ts";

let shop: TestShop;
let lamp: Id<"var">;
let book: Id<"var">;
let post: Id<"shp">;
/** A register of our own on the wire: what it answers next, and what it was asked. */
let register: Server;
let viesUrl = "";
const asked: string[] = [];
let answer: object = { valid: true, requestIdentifier: "REF1", name: "Werkstatt KG" };

async function sell(title: string, amount: number, taxClass: string): Promise<Id<"var">> {
  const product = await createProduct(shop.staff(), CreateProduct.parse({ title, taxClass }));
  const variantId = product.variants[0]?.id ?? newId("var");
  await adjustStock(shop.staff(), AdjustStock.parse({ variantId, change: { kind: "set", onHand: 100 } }));
  const price = { variantId, currency: "EUR", amount: { amount, currency: "EUR" } };
  await setPrices(shop.staff(), SetPrices.parse({ prices: [price] }));
  await publishProduct(shop.staff(), { ids: [product.id] });
  return variantId;
}

beforeAll(async () => {
  register = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      asked.push(body);
      response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((ready) => register.listen(0, "127.0.0.1", ready));
  viesUrl = `http://127.0.0.1:${(register.address() as AddressInfo).port}`;
  shop = await openTestShop();
  const market = await createMarket(
    shop.staff(),
    CreateMarket.parse({
      handle: "eu",
      name: "Europe",
      status: "active",
      countries: ["DE", "FR", "AT", "CH", "GB"],
      currency: "EUR",
      taxDisplay: "inclusive",
      locales: ["en"],
      defaultLocale: "en",
    }),
  );
  for (const country of ["DE", "FR", "AT", "CH", "GB"])
    await addCountryPreset(shop.staff(), { country } as { country: "DE" });
  lamp = await sell("Lamp", 11_900, "standard");
  book = await sell("Book", 10_700, "reduced");
  const method = { marketId: market.id, names: { en: "Post" }, price: 1000 };
  post = (await setShippingMethod(shop.staff(), SetShippingMethod.parse(method))).id;
});
afterAll(async () => {
  await shop.close();
  await new Promise((closed) => register.close(closed));
});

/** Staff whose calls ask the register as well. */
const asking = () => ({ ...shop.staff(), settings: ctx().settings });
const ctx = () => {
  const given = shop.shopper();
  return { ...given, settings: { ...given.settings, viesUrl } };
};
const oss = { country: "DE", scheme: "oss" };
async function say(change: object): Promise<void> {
  const { version } = await getTaxPolicy(shop.staff(), {});
  await setTaxPolicy(shop.staff(), TaxPolicy.parse({ establishment: { country: "DE" }, ...change, version }));
}
async function cartTo(country: string, variants: readonly Id<"var">[]): Promise<wire.Cart> {
  const { id } = await carts.createCart(ctx(), wire.CreateCart.parse({ market: "eu" }));
  for (const variantId of variants)
    await carts.addLine(ctx(), wire.AddLine.parse({ cartId: id, variantId, quantity: 1 }));
  const postalCode = { DE: "10115", FR: "75001", AT: "1010", CH: "8001", GB: "SW1A 1AA" }[country];
  const address = { name: "Ada", line1: "1 Road", city: "Town", postalCode, country };
  await carts.setAddress(ctx(), wire.SetAddress.parse({ cartId: id, email: "ada@shop.test", address }));
  return carts.chooseShipping(ctx(), wire.ChooseShipping.parse({ cartId: id, methodId: post }));
}
const giveId = (cartId: Id<"crt">, taxId: string | null) =>
  carts.setTaxId(ctx(), wire.SetTaxId.parse({ cartId, taxId }));

describe("a business of another member state", () => {
  test("pays no tax once the register has confirmed its id, and the quote keeps the evidence", async () => {
    await say({ registrations: [oss] });
    const cart = await cartTo("AT", [lamp]);
    expect(cart.taxLines.map((line) => line.ratePpm)).toContain(200_000);
    const given = await giveId(cart.id, "atu 338 647 07");
    expect(given.taxId).toEqual({ taxId: "ATU33864707", country: "AT", verdict: "valid", register: "verified" });
    expect(given.totals.tax?.amount).toBe(0);
    expect(given.taxLines.map((line) => line.reason)).toEqual(["reverse_charge"]);
    expect(asked.at(-1)).toBe(JSON.stringify({ countryCode: "AT", vatNumber: "U33864707" }));
    const quote = await carts.quoteCart(ctx(), cart.id);
    expect(quote.taxId).toMatchObject({
      register: "verified",
      reference: "REF1",
      name: "Werkstatt KG",
      provider: "vies",
    });
    expect(quote.trace.decision).toMatchObject({ mechanism: "intra_community" });
    const gone = await giveId(cart.id, null);
    expect([gone.taxId, gone.taxLines.map((line) => line.reason)]).toEqual([null, ["standard"]]);
  });

  test("is the company that a member buys for, until the cart is given another id or the member leaves", async () => {
    await say({ registrations: [oss] });
    const company = await createCompany(asking(), CreateCompany.parse({ name: "Werk", taxId: "ATU33864707" }));
    const cart = await cartTo("AT", [lamp]);
    const person = { customerId: null, email: "mia@shop.test", name: "Mia", locale: "en" };
    const customerId = await transaction(ctx().db, (tx) => findOrCreateCustomer(tx, person, shop.clock.now()));
    const member = { companyId: company.id, customerId };
    await addCompanyMember(shop.staff(), member);
    const mine = { ...shop.customer(customerId), settings: ctx().settings };
    const choose = wire.ChooseShipping.parse({ cartId: cart.id, methodId: post });
    const hers = await carts.chooseShipping(mine, choose);
    expect([hers.company, hers.taxId?.register, hers.totals.tax?.amount]).toEqual([{ name: "Werk" }, "verified", 0]);
    expect(await carts.quoteCart(mine, cart.id)).toMatchObject({
      company: { id: company.id, name: "Werk" },
      taxId: { taxId: "ATU33864707", reference: "REF1" },
    });
    const set = wire.SetTaxId.parse({ cartId: cart.id, taxId: "ATU33864708" });
    expect((await carts.setTaxId(mine, set)).taxLines.map((line) => line.reason)).toEqual(["standard"]);
    await carts.setTaxId(mine, { ...set, taxId: null });
    await removeCompanyMember(shop.staff(), member);
    const left = await carts.getCart(mine, wire.GetCart.parse({ cartId: cart.id }));
    expect([left.company, left.taxId, left.taxLines.map((line) => line.reason)]).toEqual([null, null, ["standard"]]);
    expect(left.totalsHash).not.toBe(hers.totalsHash);
  });

  test("asks again about a company, and relies on an old word no longer than it may", async () => {
    await say({ registrations: [oss] });
    const company = await createCompany(asking(), CreateCompany.parse({ name: "Alt", taxId: "ATU33864707" }));
    const cart = await cartTo("AT", [lamp]);
    const person = { customerId: null, email: "max@shop.test", name: "Max", locale: "en" };
    const customerId = await transaction(ctx().db, (tx) => findOrCreateCustomer(tx, person, shop.clock.now()));
    await addCompanyMember(shop.staff(), { companyId: company.id, customerId });
    const { settings } = ctx();
    await carts.chooseShipping(
      { ...shop.customer(customerId), settings },
      wire.ChooseShipping.parse({ cartId: cart.id, methodId: post }),
    );
    const start = shop.clock.now();
    /** Whether the cart is taxed so many days later, once the registers were asked again. */
    const reasonAfter = async (days: number) => {
      const now = () => addSeconds(start, days * 86_400);
      await renewTaxIds({ ...shop.service(), settings, now });
      const quote = await carts.quoteCart({ ...shop.customer(customerId), settings, now }, cart.id);
      return [quote.taxLines[0]?.reason, quote.taxId?.register, (asked.length - before) / 2];
    };
    const saying = answer;
    // The company of the test before is asked about as well.
    const before = asked.length;
    expect(await reasonAfter(29)).toEqual(["reverse_charge", "verified", 0]);
    answer = { valid: false, userError: "MS_UNAVAILABLE" };
    expect(await reasonAfter(31)).toEqual(["reverse_charge", "verified", 1]);
    expect(await reasonAfter(91)).toEqual(["standard", "verified", 2]);
    answer = saying;
    expect(await reasonAfter(92)).toEqual(["reverse_charge", "verified", 3]);
    expect(await reasonAfter(100)).toEqual(["reverse_charge", "verified", 3]);
    answer = { valid: false, userError: "INVALID" };
    expect(await reasonAfter(130)).toEqual(["standard", "rejected", 4]);
    answer = saying;
  });

  test.each([
    ["is wrong", "ATU33864708", { valid: true }, null],
    ["is rejected", "ATU33864707", { valid: false, userError: "INVALID" }, "rejected"],
    ["cannot be confirmed now", "ATU33864707", { valid: false, userError: "MS_UNAVAILABLE" }, "unreachable"],
  ])("pays like a consumer where the id %s", async (_what, id, says, verdict) => {
    const cart = await cartTo("AT", [lamp]);
    const before = answer;
    answer = says;
    const given = await giveId(cart.id, id);
    answer = before;
    expect(given.taxId?.register).toBe(verdict);
    expect(given.taxLines.map((line) => line.reason)).toEqual(["standard"]);
  });

  test("asks nobody where the shop does not want to", async () => {
    await say({ registrations: [oss], taxIds: { register: "none", acceptUnverified: true } });
    const cart = await cartTo("AT", [lamp]);
    const before = asked.length;
    const given = await giveId(cart.id, "ATU33864707");
    expect([asked.length - before, given.taxLines[0]?.reason]).toEqual([0, "reverse_charge"]);
  });
});

describe("across the border", () => {
  test("what the shopper pays stays, or what the shop keeps", async () => {
    await say({ registrations: [oss] });
    expect((await cartTo("FR", [lamp])).totals.items.amount).toBe(11_900);
    await say({ registrations: [oss], crossBorder: "fixed_net" });
    const kept = await cartTo("FR", [lamp]);
    expect(kept.lines[0]?.unitPrice?.amount).toBe(12_000);
    expect((await cartTo("DE", [lamp])).totals.items.amount).toBe(11_900);
    const exported = await cartTo("CH", [lamp]);
    expect([exported.totals.items.amount, exported.taxLines[0]?.reason]).toEqual([10_000, "export"]);
  });

  test("a price that was set for the market is final", async () => {
    const { id: marketId } = { id: (await cartTo("FR", [lamp])).marketId };
    const set = { variantId: book, marketId, currency: "EUR", amount: { amount: 9999, currency: "EUR" } };
    await setPrices(shop.staff(), SetPrices.parse({ prices: [set] }));
    expect((await cartTo("FR", [book])).lines[0]?.unitPrice?.amount).toBe(9999);
  });
});

test("where the shop is not registered it says so instead of a missing rate", async () => {
  await say({});
  const cart = await cartTo("FR", [lamp]);
  expect(cart.problems).toContainEqual(expect.objectContaining({ code: "tax_not_registered", country: "FR" }));
  await expect(carts.quoteCart(ctx(), cart.id)).rejects.toMatchObject({ code: "tax.not_registered" });
  await say({ whenNotRegistered: "no_tax" });
  expect((await carts.quoteCart(ctx(), cart.id)).taxLines.map((line) => line.reason)).toEqual(["not_registered"]);
});

test("the sale that exceeds the Union's threshold is taxed where it goes, a smaller one at home", async () => {
  await say({ belowUnionThreshold: true, registrations: [], whenNotRegistered: "charge" });
  const sale = { net: { amount: 985_000, currency: "EUR" as const }, atHome: false, exchangeRates: [] };
  const spent = { checkoutId: "chk_spent", cartId: "crt_spent", orderId: newId("ord"), sale };
  await transaction(shop.service().db, (tx) => countUnionSale({ ...shop.service(), db: tx }, spent));
  const ppm = async (variants: Id<"var">[]) => (await cartTo("FR", variants)).taxLines.map((line) => line.ratePpm);
  // 100.00 and 8.40 of shipping without tax fit into the 150.00 that are left; 200.00 do not.
  expect(await ppm([lamp])).toEqual([190_000]);
  const two = await cartTo("FR", [lamp, book]);
  expect(two.taxLines.map((line) => line.ratePpm)).toContain(200_000);
  const quote = await carts.quoteCart(ctx(), two.id);
  expect(quote.trace.decision?.steps.map(({ step }) => step)).toEqual(["above_threshold"]);
  const { amount } = quote.totals.net;
  expect(quote.trace.unionSale).toEqual({ net: { amount, currency: "EUR" }, atHome: false, exchangeRates: [] });
  await say({ belowUnionThreshold: true, unionThreshold: "stated" });
  expect(await ppm([lamp, book])).toEqual([190_000, 70_000]);
});

test("goods from abroad bear the destination's tax while what they are worth without tax and shipping is within its limit", async () => {
  const registrations = [{ country: "GB" }];
  await say({ registrations });
  const why = async (variants: Id<"var">[]) => {
    const cart = await cartTo("GB", variants);
    const { totals, taxLines, trace } = await carts.quoteCart(ctx(), cart.id);
    const { value, above, limit } = trace.importValue ?? {};
    return [
      value?.amount,
      limit?.amount,
      above,
      totals.total.amount,
      taxLines.map(({ reason, ratePpm }) => [reason, ratePpm]),
    ];
  };
  const taxed = [["standard", 200_000]];
  // Nobody can say that it is above where no rate is known.
  expect(await why([lamp, lamp])).toEqual([undefined, 13_500, false, 24_800, taxed]);
  await setExchangeRate(
    shop.staff(),
    SetExchangeRate.parse({ base: "EUR", quote: "GBP", rate: "0.80", day: "2026-06-15" }),
  );
  // 119.00 contain 99.17, which are 79.34 in pounds; twice that and more is above 135.
  expect(await why([lamp])).toEqual([7934, 13_500, false, 12_900, taxed]);
  expect(await why([lamp, lamp])).toEqual([15_866, 13_500, true, 24_800, [["export", 0]]]);
  const cart = await cartTo("GB", [lamp, lamp]);
  const explained = await carts.explainCart(ctx(), wire.GetCart.parse({ cartId: cart.id }));
  expect(explained.trace.decision).toEqual({
    mechanism: "none",
    steps: [{ step: "above_import_limit", about: "GB" }],
  });
  expect(explained.trace.importValue?.exchangeRates).toMatchObject([
    { rate: "0.80", day: "2026-06-15", source: "manual" },
  ]);
  expect(explained.trace.lines.map(({ tax }) => tax?.reason)).toEqual(["export"]);
  // A discount lowers what they are worth.
  const effect = { kind: "order_percentage", ppm: 200_000 };
  const promotion = await setPromotion(
    shop.staff(),
    SetPromotion.parse({ name: "Fifth", trigger: "automatic", effect }),
  );
  expect(await why([lamp, lamp])).toEqual([12_694, 13_500, false, 20_040, taxed]);
  await removePromotion(shop.staff(), { id: promotion.id, version: promotion.version });
  await say({ registrations: [] });
  expect((await carts.quoteCart(ctx(), cart.id)).trace.importValue).toBeUndefined();
});

test("shipping in proportion, and a quote that recalculates from itself alone", async () => {
  await say({ shippingTax: "proportional", countries: [{ country: "DE", discounts: "after_tax" }] });
  const cart = await cartTo("DE", [lamp, book]);
  const quote = await carts.quoteCart(ctx(), cart.id);
  const parts = quote.shipping.taxes.map((tax) => [tax.ratePpm, tax.base.amount + tax.amount.amount]);
  // 11900 and 9999 of 21899: 543 and 457 of 1000.
  expect(parts).toEqual([
    [190_000, 543],
    [70_000, 457],
  ]);
  await say({ crossBorder: "fixed_net" });
  const again = carts.recalculate(wire.CartQuote.parse(JSON.parse(JSON.stringify(quote))));
  expect([again.totals, again.taxLines]).toEqual([quote.totals, quote.taxLines]);
});
