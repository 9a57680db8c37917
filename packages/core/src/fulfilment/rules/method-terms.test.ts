import fc from "fast-check";
import { expect, test } from "vitest";
import { money } from "../../kernel/money.ts";
import { convertPrice } from "../../pricing/rules/convert-price.ts";
import { into, replayed } from "../../testing/random-conversions.ts";
import type { ShippingMethod } from "../schemas.ts";
import { inMarket } from "./method-terms.ts";
import { shippingPrice } from "./shipping-rate.ts";

type Amount = ShippingMethod["price"];

const method = (price: Amount, more: Partial<ShippingMethod> = {}): ShippingMethod => ({
  id: "shp_1",
  inherited: { own: [], version: null },
  marketId: "mkt_1",
  names: { en: "Post" },
  price,
  converts: true,
  rates: null,
  maxWeight: null,
  freeAbove: null,
  countries: null,
  regions: null,
  postalCodes: null,
  exceptPostalCodes: null,
  minDays: null,
  maxDays: null,
  taxClass: "shipping",
  active: true,
  position: 0,
  version: 1,
  ...more,
});

const numRuns = Number(process.env["PROPERTY_RUNS"] ?? 300);
const timeout = 1_200_000;
const cents = fc.integer({ min: 0, max: 1_000_000 });
const drawn = fc.record({
  into,
  price: cents,
  freeAbove: fc.option(cents),
  rates: fc.option(
    fc.record({
      by: fc.constantFrom("worth" as const, "weight" as const),
      steps: fc.array(fc.tuple(fc.integer({ min: 1, max: 100_000 }), cents), { maxLength: 5 }),
    }),
  ),
  included: fc.boolean(),
});

/** A method of the shop's as it was drawn, and what it comes to in the market. */
function draw({ into: { from, market, conversion }, price, freeAbove, rates, included }: Drawn) {
  const steps = [...new Map([[0, price], ...(rates?.steps ?? [])])].toSorted(([a], [b]) => a - b);
  const shops = method(money(price, from), {
    freeAbove: freeAbove === null ? null : money(freeAbove, from),
    rates: rates && { by: rates.by, steps: steps.map(([worth, cost]) => ({ from: worth, price: money(cost, from) })) },
  });
  const here = { ...market, taxDisplay: "inclusive" } as const;
  const convert = (amount: Amount) =>
    amount.currency === from
      ? convertPrice(money(amount.amount, from), { market, conversion, highest: 1_000_000_000_000 })
      : undefined;
  const { terms } = inMarket(shops, here, { convert, taxIncluded: included });
  return { shops, terms, here, convert };
}
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

test(
  "whatever a cart is, its shipping is one of the shop's prices, converted by the steps that are told",
  { timeout },
  () => {
    fc.assert(
      fc.property(drawn, cents, cents, (given, worth, weight) => {
        const { shops, terms } = draw(given);
        if (typeof terms === "string") return;
        const found = shippingPrice({ ...shops, ...terms }, { worth, weight });
        const entered = found?.trace.find((step) => step.step === "candidate" && step.outcome === "chosen");
        if (entered?.step !== "candidate" || entered.amount === null) throw new Error("nothing was entered");
        expect([shops.price, ...(shops.rates?.steps ?? []).map(({ price }) => price)]).toContainEqual(entered.amount);
        const again = replayed(money(entered.amount.amount, entered.amount.currency), found?.trace ?? []);
        expect(again).toEqual(found?.amount);
        expect(found).toMatchObject({ origin: "converted", taxIncluded: given.included });
      }),
      { numRuns },
    );
  },
);

test(
  "a cart that is worth what makes shipping free at home has it free abroad, and steps keep their order",
  { timeout },
  () => {
    fc.assert(
      fc.property(drawn, cents, (given, worth) => {
        const { shops, terms, convert } = draw(given);
        if (typeof terms === "string") return;
        const goods = convert(money(worth, given.into.from));
        if (goods?.kind !== "converted") return;
        const abroad = shippingPrice({ ...shops, ...terms }, { worth: goods.amount.amount, weight: 0 });
        if (shops.freeAbove !== null && worth >= shops.freeAbove.amount) expect(abroad?.amount.amount).toBe(0);
        const froms = terms.rates?.steps.map(({ from }) => from) ?? [0];
        expect(froms).toEqual(froms.toSorted((a, b) => a - b));
        expect(froms[0]).toBe(0);
        if (shops.rates?.by === "weight") expect(froms).toEqual(shops.rates.steps.map(({ from }) => from));
      }),
      { numRuns },
    );
  },
);

test("the market's own price always wins, and is never converted", { timeout }, () => {
  fc.assert(
    fc.property(drawn, cents, (given, own) => {
      const { shops, here, convert } = draw(given);
      const mine = { ...shops, price: money(own, here.currency), rates: null, freeAbove: null };
      const conversion = { convert, taxIncluded: given.included };
      const { terms } = inMarket({ ...mine, inherited: { own: ["price"], version: 1 } }, here, conversion);
      expect(terms).toMatchObject({ price: { amount: own, currency: here.currency }, origin: "market" });
      const kept = inMarket({ ...shops, inherited: { own: ["price"], version: 1 } }, here, conversion);
      expect(kept.terms).toBe("currency");
    }),
    { numRuns },
  );
});

const usd = { currency: "USD", taxDisplay: "exclusive" } as const;
const eur = money(490, "EUR");

test.each([
  ["no rate", {}, { kind: "none", reason: "no_exchange_rate" }, "no_exchange_rate"],
  ["too much", {}, { kind: "none", reason: "out_of_range" }, "out_of_range"],
  ["the merchant wants own prices only", { converts: false }, undefined, "currency"],
  ["a currency that is no longer the shop's", {}, undefined, "currency"],
  ["a method of the market's alone", { inherited: null }, { kind: "none", reason: "out_of_range" }, "currency"],
] as const)("%s: not offered, and why", (_what, more, answer, reason) => {
  const conversion = { convert: () => answer, taxIncluded: true };
  expect(inMarket(method(eur, more), usd, conversion).terms).toBe(reason);
});
