import { expect, test } from "vitest";
import { draftOf, inherited, inputOf, ownFields } from "./method-draft.ts";
import type { Method } from "./types.ts";

const method: Method = {
  id: "shp_1",
  marketId: null,
  inherited: null,
  here: null,
  converts: true,
  names: { en: "Parcel" },
  price: { amount: 490, currency: "EUR" },
  rates: null,
  maxWeight: null,
  freeAbove: { amount: 5000, currency: "EUR" },
  countries: null,
  regions: null,
  postalCodes: ["20*"],
  exceptPostalCodes: null,
  minDays: 1,
  maxDays: 3,
  taxClass: "shipping",
  active: true,
  position: 0,
  version: 1,
};

test("what differs from the shop is the market's own, and goes back field by field", () => {
  const shops = draftOf(method, "EUR");
  expect(ownFields(shops, shops)).toEqual([]);
  const mine = { ...shops, freeAbove: null, maxDays: 5, active: false };
  expect(ownFields(mine, shops)).toEqual(["price", "days", "active"]);
  expect(ownFields({ ...mine, ...inherited("price", shops) }, shops)).toEqual(["days", "active"]);
  expect(inputOf(mine)).toMatchObject({ price: 490, freeAbove: null, postalCodes: ["20*"], maxDays: 5 });
});

test("an amount in another currency is none", () => {
  const swiss = draftOf(method, "CHF");
  expect([swiss.price, swiss.freeAbove, swiss.maxDays]).toEqual([null, null, 3]);
  expect(ownFields({ ...swiss, price: { amount: 900, currency: "CHF" } }, swiss)).toEqual(["price"]);
});
