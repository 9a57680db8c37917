import { expect, test } from "vitest";
import { methodsTo, shippingPrice } from "./rules.ts";
import type { ShippingMethod } from "./schemas.ts";

const method = (name: string, more: Partial<ShippingMethod> = {}): ShippingMethod => ({
  id: `shp_${name}`,
  marketId: "mkt_1",
  names: { en: name },
  price: { amount: 490, currency: "EUR" },
  freeAbove: null,
  countries: null,
  minDays: 1,
  maxDays: 3,
  taxClass: "shipping",
  active: true,
  position: 0,
  version: 1,
  ...more,
});

test("offered are those that are active, go there and have a price in the market's currency, in their order", () => {
  const methods = [
    method("last", { position: 2 }),
    method("off", { active: false }),
    method("austria", { countries: ["AT"] }),
    method("dollars", { price: { amount: 1, currency: "USD" } }),
    method("dear", { price: { amount: 990, currency: "EUR" } }),
    method("cheap"),
  ];
  expect(methodsTo(methods, "DE", "EUR").map((one) => one.id)).toEqual(["shp_cheap", "shp_dear", "shp_last"]);
  expect(methodsTo(methods, "AT", "EUR")).toHaveLength(4);
});

test.each([
  [4999, 490],
  [5000, 0],
])("free from 50 € on: items of %i cost %i to ship", (worth, price) => {
  const free = method("post", { freeAbove: { amount: 5000, currency: "EUR" } });
  expect(shippingPrice(free, worth).amount).toBe(price);
});
