import { addLine, chooseShipping, createCart, explainCart, getCart, setAddress } from "@meridian/core/carts";
import { AddLine, ChooseShipping, CreateCart, SetAddress } from "@meridian/core/carts/schemas";
import { readiness } from "@meridian/core/checkout";
import {
  listShippingMethods,
  overrideShippingMethod,
  previewShipping,
  removeShippingMethod,
  setShippingMethod,
} from "@meridian/core/fulfilment";
import {
  OverrideShippingMethod,
  PreviewShipping,
  SetShippingMethod,
  type ShippingMethod,
} from "@meridian/core/fulfilment/schemas";
import type { Id } from "@meridian/core/kernel/ids";
import { createMarket } from "@meridian/core/markets";
import { CreateMarket, type Market } from "@meridian/core/markets/schemas";
import { explainOrder, getOrder, listOrders, refundOrder, taxReport } from "@meridian/core/orders";
import { ListOrders, RefundOrder } from "@meridian/core/orders/schemas";
import { setExchangeRate } from "@meridian/core/pricing";
import { SetExchangeRate } from "@meridian/core/pricing/schemas";
import { addCountryPreset, TaxReportPeriod } from "@meridian/core/tax";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPayingShop, type PayingShop } from "./support/paying-shop.ts";

let paying: PayingShop;
let britain: Market;
let post: ShippingMethod;
beforeAll(async () => {
  paying = await openPayingShop({ goods: [[1999, 90]] });
  await addCountryPreset(staff(), { country: "GB" });
  britain = await createMarket(
    staff(),
    CreateMarket.parse({
      handle: "gb",
      name: "Britain",
      countries: ["GB"],
      currency: "GBP",
      locales: ["en"],
      defaultLocale: "en",
      taxDisplay: "exclusive",
      fxMarginPpm: 20_000,
      priceRounding: { kind: "step", step: 5, mode: "half-up" },
      status: "active",
    }),
  );
  post = await everywhere({ price: 490, freeAbove: 10_000 });
});
afterAll(() => paying.close());

const staff = () => paying.shop.staff();
const shopper = () => paying.shop.shopper();
const everywhere = (more: object) =>
  setShippingMethod(staff(), SetShippingMethod.parse({ marketId: null, names: { en: "Post" }, ...more }));
const quoted = (rate: string, day: string) =>
  setExchangeRate(staff(), SetExchangeRate.parse({ base: "EUR", quote: "GBP", rate, day }));
const here = async () => {
  const { items } = await listShippingMethods(staff(), { marketId: britain.id });
  return items.find(({ id }) => id === post.id)?.here;
};
const unreached = async () => {
  const { steps } = await readiness(staff(), {});
  return steps.find(({ step, market }) => step === "shipping" && market?.id === britain.id)?.missing;
};
async function addressed(quantity: number) {
  const { id: cartId } = await createCart(shopper(), CreateCart.parse({ market: "gb" }));
  await addLine(shopper(), AddLine.parse({ cartId, variantId: paying.variantIds[0], quantity }));
  const address = { name: "Ada", line1: "1 Road", city: "London", postalCode: "SW1A 1AA", country: "GB" };
  return setAddress(shopper(), SetAddress.parse({ cartId, email: "ada@example.com", address }));
}
const chosen = (cartId: Id<"crt">) => chooseShipping(shopper(), ChooseShipping.parse({ cartId, methodId: post.id }));
const preview = async (worth: number) => {
  const asked = PreviewShipping.parse({ marketId: britain.id, country: "GB", worth, weight: 100 });
  const { items } = await previewShipping(staff(), asked);
  return items.find(({ methodId }) => methodId === post.id);
};

const leg = { base: "EUR", quote: "GBP", rate: "0.85", day: "2026-06-12", source: "manual", inverted: false };
const rounded = { kind: "step", step: 5, mode: "half-up" };
const gbp = (amount: number) => ({ amount, currency: "GBP" });
/** 4.90 € × 0.85 × 1.02 = 4.2483 £, to 0.05; without the 20 % that are in it, for the market shows prices so. */
const steps = [
  { step: "candidate", origin: "market", outcome: "absent" },
  { step: "candidate", origin: "base", outcome: "absent" },
  { step: "candidate", origin: "converted", outcome: "chosen", amount: { amount: 490, currency: "EUR" } },
  { step: "rate", from: "EUR", to: "GBP", legs: [leg], marginPpm: 20_000 },
  { step: "converted", amount: gbp(425), rounding: "half-up" },
  { step: "rounded", rule: rounded, amount: gbp(425) },
  { step: "tax_basis", from: "gross", to: "net", ratesPpm: [200_000], amount: gbp(354) },
];

describe("shipping of the whole shop in a market of another currency", () => {
  it("is not offered while there is no rate, and the console says so", async () => {
    expect(await here()).toEqual({ kind: "unpriced", reason: "no_exchange_rate" });
    expect(await preview(1000)).toMatchObject({ price: null, reason: "no_exchange_rate", trace: [] });
    expect(await unreached()).toEqual(["GB"]);
    await quoted("0.85", "2026-06-12");
    expect(await unreached()).toEqual([]);
  });

  it("costs what a product of that price would, by steps that are told; so in the console", async () => {
    const cart = await addressed(1);
    expect(cart.shippingOptions).toMatchObject([{ methodId: post.id, price: gbp(354) }]);
    expect(cart.lines[0]?.unitPrice).toEqual(gbp(1446));
    const { totals } = await chosen(cart.id);
    expect([totals.items, totals.shipping, totals.net, totals.tax, totals.total]).toEqual(
      [1446, 354, 1800, 360, 2160].map(gbp),
    );
    const { trace } = await explainCart(shopper(), { cartId: cart.id, locale: null });
    expect(trace.shipping?.price).toMatchObject(steps);
    // 100.00 € × 0.85 × 1.02.
    expect(trace.shipping?.freeAbove).toEqual(gbp(8670));
    expect(trace.shipping?.freeAboveSteps.at(-1)).toMatchObject({ step: "rounded", amount: gbp(8670) });
    expect(await here()).toMatchObject({ kind: "priced", price: gbp(354), freeAbove: gbp(8670), trace: steps });
    expect(await preview(8669)).toMatchObject({ price: gbp(354), trace: steps });
    const free = { step: "free", from: gbp(8670), worth: gbp(8670) };
    expect(await preview(8670)).toMatchObject({ price: gbp(0), trace: [...steps.slice(0, -1), free] });
    expect((await addressed(6)).shippingOptions).toMatchObject([{ price: gbp(0) }]);
  });

  it("is read in the same statements as shipping in the shop's own currency", async () => {
    const ran = paying.shop.database.statements;
    const counted = async (cart: { readonly id: Id<"crt"> }) => {
      ran.splice(0);
      await getCart(shopper(), { cartId: cart.id, locale: null });
      return ran.length;
    };
    const [home, abroad] = [await paying.readyCart([[0, 1]]), await chosen((await addressed(1)).id)];
    expect(await counted(abroad)).toBe(await counted(home));
  });

  it("is what the order keeps, explains and gives back, whatever rates become", async () => {
    const cart = await chosen((await addressed(2)).id);
    await quoted("0.9", "2026-06-15");
    const now = await getCart(shopper(), { cartId: cart.id, locale: null });
    expect(now.totals.shipping).toEqual(gbp(375));
    expect(now.totalsHash).not.toBe(cart.totalsHash);
    await expect(paying.place(cart)).rejects.toMatchObject({
      code: "checkout.total_changed",
      details: { expected: cart.totals.total, actual: now.totals.total },
    });
    const placed = await paying.place(now);
    await paying.pay(placed);
    await paying.confirm(placed);
    await quoted("0.5", "2026-06-15");
    const { items } = await listOrders(staff(), ListOrders.parse({ first: 1 }));
    const order = await getOrder(staff(), { id: items[0]?.id ?? "ord_" });
    expect([order.totals.shipping, order.total]).toEqual([gbp(375), now.totals.total]);
    const why = await explainOrder(staff(), { id: order.id });
    expect([why.agrees, why.differences]).toEqual([true, []]);
    const then = { ...leg, rate: "0.9", day: "2026-06-15" };
    expect(why.exchangeRates).toEqual([then]);
    expect(why.shipping.price).toContainEqual({ ...steps[3], legs: [then] });
    expect(why.shipping.price.at(-1)).toMatchObject({ amount: why.shipping.unitPrice });
    const shippingAmount = why.shipping.gross.amount;
    const back = { orderId: order.id, version: order.version, reason: "Late", lines: [], shippingAmount };
    const { refund } = await refundOrder(staff(), RefundOrder.parse(back));
    expect([refund.amount, refund.tax]).toEqual([gbp(450), gbp(75)]);
    const period = TaxReportPeriod.parse({ from: "2026-06-01", until: "2026-06-30", country: "GB" });
    const { rows } = await taxReport(staff(), period);
    expect(rows).toMatchObject([{ tax: order.totals.tax, refundedTax: gbp(75), refundedTaxable: gbp(375) }]);
  });

  it("gives way to the market's own price, and to the merchant who wants own prices only", async () => {
    const own = { methodId: post.id, marketId: britain.id, own: ["price"], names: { en: "Post" }, price: 299 };
    await overrideShippingMethod(staff(), OverrideShippingMethod.parse(own));
    expect(await here()).toMatchObject({ kind: "priced", price: gbp(299), freeAbove: null, converted: false });
    expect((await addressed(1)).shippingOptions).toMatchObject([{ price: gbp(299) }]);
    await overrideShippingMethod(staff(), OverrideShippingMethod.parse({ ...own, own: [], version: 1 }));
    const cart = await chosen((await addressed(1)).id);
    const { price, names, marketId, id, version } = post;
    const off = { price: price.amount, names, marketId, id, version, converts: false };
    await setShippingMethod(staff(), SetShippingMethod.parse(off));
    expect(await here()).toEqual({ kind: "unpriced", reason: "currency" });
    expect(await preview(100)).toMatchObject({ price: null, reason: "currency" });
    expect(await unreached()).toEqual(["GB"]);
    // Who had chosen it has to choose again.
    expect(await getCart(shopper(), { cartId: cart.id, locale: null })).toMatchObject({
      shipping: null,
      shippingOptions: [],
      missing: ["shipping"],
      problems: [{ code: "no_shipping", country: "GB" }],
    });
    await expect(paying.place(cart)).rejects.toMatchObject({ code: "carts.shipping_missing" });
    await removeShippingMethod(staff(), { id, version: version + 1 });
  });

  it("has a table of rates with worths in the market's currency, and weights as they are", async () => {
    const step = (from: number, price: number) => ({ from, price });
    const rates = { by: "worth", steps: [step(0, 990), step(5000, 490)] };
    post = await everywhere({ price: 0, rates });
    // 50.00 € × 0.5 × 1.02; 9.90 € and 4.90 € likewise, without the tax that is in them.
    const table = { by: "worth", steps: [step(0, 421), step(2550, 208)] };
    const found = await here();
    expect(found?.kind === "priced" && found.rates).toEqual({
      ...table,
      steps: table.steps.map(({ from, price }) => ({ from, price: gbp(price) })),
    });
    expect([(await preview(2549))?.price, (await preview(2550))?.price]).toEqual([gbp(421), gbp(208)]);
    const { id, version } = post;
    await setShippingMethod(
      staff(),
      SetShippingMethod.parse({
        marketId: null,
        names: { en: "Post" },
        price: 0,
        rates: { by: "weight", steps: [step(0, 490), step(1000, 990)] },
        id,
        version,
      }),
    );
    expect((await preview(1))?.price).toEqual(gbp(208));
    expect(await here()).toMatchObject({ rates: { steps: [{ from: 0 }, { from: 1000 }] } });
  });
});
