import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carrierCodes, carrierName, trackingUrl } from "../../kernel/carriers.ts";
import { hasPostalCode, isPostalPattern } from "../../kernel/postal-area.ts";
import type { OfferedMethod, ShippingMethod } from "../schemas.ts";
import { inMarket } from "./method-terms.ts";
import { methodsTo, serves, shippingPrice, shippingRate } from "./shipping-rate.ts";

const eur = (amount: number) => ({ amount, currency: "EUR" as const });
const method = (name: string, more: Partial<ShippingMethod> = {}): ShippingMethod => ({
  id: `shp_${name}`,
  inherited: null,
  marketId: "mkt_1",
  names: { en: name },
  price: eur(490),
  converts: true,
  rates: null,
  maxWeight: null,
  freeAbove: null,
  countries: null,
  regions: null,
  postalCodes: null,
  exceptPostalCodes: null,
  minDays: 1,
  maxDays: 3,
  taxClass: "shipping",
  active: true,
  position: 0,
  version: 1,
  ...more,
});
const market = { currency: "EUR", taxDisplay: "inclusive" } as const;
const unconverted = { convert: () => undefined, taxIncluded: true };
const here = (one: ShippingMethod) => inMarket(one, market, unconverted);
function offered(one: ShippingMethod): OfferedMethod {
  const { method: found, terms } = here(one);
  if (typeof terms === "string") throw new Error(terms);
  return { ...found, ...terms };
}
const berlin = { country: "DE", region: null, postalCode: "10115" };

test("offered are those that are active, go there and have a price in the market's currency, in their order", () => {
  const methods = [
    method("last", { position: 2 }),
    method("off", { active: false }),
    method("austria", { countries: ["AT"] }),
    method("dollars", { price: { amount: 1, currency: "USD" } }),
    method("dear", { price: eur(990) }),
    method("cheap"),
  ].map(here);
  expect(methodsTo(methods, berlin).map((one) => one.id)).toEqual(["shp_cheap", "shp_dear", "shp_last"]);
  expect(methodsTo(methods, { ...berlin, country: "AT" })).toHaveLength(4);
});

test.each([
  [4999, 490],
  [5000, 0],
])("free from 50 € on: items of %i cost %i to ship", (worth, price) => {
  const free = offered(method("post", { freeAbove: eur(5000) }));
  const found = shippingPrice(free, { worth, weight: 0 });
  expect(found?.amount).toEqual(eur(price));
  const told = { step: "free", from: eur(5000), worth: eur(worth) };
  expect(found?.trace.slice(1)).toEqual(price === 0 ? [told] : []);
});

const byWeight = offered(
  method("parcel", {
    maxWeight: 31_500,
    rates: {
      by: "weight",
      steps: [
        { from: 0, price: eur(490) },
        { from: 2001, price: eur(690) },
        { from: 10_001, price: eur(1290) },
      ],
    },
  }),
);

test.each([
  [0, 490],
  [2000, 490],
  [2001, 690],
  [10_001, 1290],
  [31_500, 1290],
  [31_501, undefined],
])("by weight: %i g cost %s to ship", (weight, price) => {
  expect(shippingPrice(byWeight, { worth: 1, weight })?.amount.amount).toBe(price);
});

test("a table's price is always that of one of its steps, and what is heavier never takes an earlier one", () => {
  fc.assert(
    fc.property(fc.nat(31_500), fc.nat(31_500), (a, b) => {
      const step = (weight: number) =>
        byWeight.rates?.steps.findIndex(
          ({ price }) => price.amount === shippingPrice(byWeight, { worth: 0, weight })?.amount.amount,
        ) ?? -1;
      expect(step(Math.min(a, b))).toBeGreaterThanOrEqual(0);
      expect(step(Math.min(a, b))).toBeLessThanOrEqual(step(Math.max(a, b)));
    }),
  );
});

describe("says why a method is not offered", () => {
  const goods = { worth: 1000, weight: 500, destination: { country: "US", region: "CA", postalCode: "94103" } };
  test.each<[Partial<ShippingMethod>, string]>([
    [{ active: false }, "inactive"],
    [{ price: { amount: 1, currency: "USD" } }, "currency"],
    [{ countries: ["DE"] }, "country"],
    [{ regions: ["US-NY"] }, "region"],
    [{ postalCodes: ["10*"] }, "postal_code"],
    [{ exceptPostalCodes: ["94000-94999"] }, "postal_code"],
    [{ maxWeight: 499 }, "too_heavy"],
  ])("%o", (more, reason) => {
    expect(shippingRate(here(method("m", more)), goods)).toEqual({ kind: "not_offered", reason });
  });
  test("and what it costs where it is", () => {
    const wide = here(method("m", { countries: ["US"], regions: ["US-CA"], postalCodes: ["94*"], maxWeight: 500 }));
    expect(shippingRate(wide, goods)).toMatchObject({ kind: "offered", price: { amount: eur(490), origin: "market" } });
    expect(serves(wide, "US")).toBe(true);
    expect(serves(here(method("m", { regions: ["US-CA"] })), "DE")).toBe(false);
  });
});

test.each<[string, string, boolean]>([
  ["20*", "20095", true],
  ["20*", "21020", false],
  ["10000-19999", "10115", true],
  ["10000–19999", "20000", false],
  ["10000..19999", "19999", true],
  ["90000-96199", "94103-1234", true],
  ["100-0001", "1000001", true],
  ["100-0001", "1000002", false],
  ["SW1A 1AA", "sw1a1aa", true],
  ["BT*", "BT1 5GS", true],
  ["1010", "10100", false],
])("the area %s and the postal code %s: %s", (pattern, code, inside) => {
  expect(isPostalPattern(pattern)).toBe(true);
  expect(hasPostalCode([pattern], code)).toBe(inside);
});

test.each(["", "*", "20**", "19999-10000", "a..bcd", "12;34"])("%j is no area", (text) => {
  expect(isPostalPattern(text)).toBe(false);
});

test("a range has exactly the codes from its first to its last", () => {
  const code = fc.integer({ min: 0, max: 99_999 }).map((n) => String(n).padStart(5, "0"));
  fc.assert(
    fc.property(code, code, code, (a, b, asked) => {
      const [from = "", to = ""] = [a, b].toSorted();
      expect(hasPostalCode([`${from}-${to}`], asked)).toBe(asked >= from && asked <= to);
    }),
  );
});

describe("a parcel is followed", () => {
  test.each(carrierCodes)("at %s by its number", (carrier) => {
    const url = trackingUrl({ carrier, trackingNumber: "AB 12/3", ownUrl: null });
    expect(url).toContain("AB12%2F3");
    expect(new URL(url ?? "").protocol).toBe("https:");
    expect(carrierName(carrier)).not.toBe(carrier);
  });
  test("at its own address first, and nowhere when nothing is known", () => {
    const ownUrl = "https://example.com/t/1";
    expect(trackingUrl({ carrier: "dhl", trackingNumber: "1", ownUrl })).toBe(ownUrl);
    expect(trackingUrl({ carrier: "Bike", trackingNumber: "1", ownUrl: null })).toBeNull();
    expect(trackingUrl({ carrier: "dhl", trackingNumber: null, ownUrl: null })).toBeNull();
    expect(carrierName("Bike")).toBe("Bike");
  });
});
