import { expect, test } from "vitest";
import { methodsOf, type StoredMethod } from "./inherit-methods.ts";

const eur = (amount: number) => ({ amount, currency: "EUR" as const });
const row = (id: string, more: Partial<StoredMethod> = {}): StoredMethod => ({
  id: id as `shp_${string}`,
  marketId: null,
  parentId: null,
  own: [],
  names: { en: id },
  price: eur(490),
  converts: true,
  rates: null,
  maxWeight: null,
  freeAbove: eur(5000),
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
const [de, ch] = ["mkt_de", "mkt_ch"] as const;

test("a market has its own methods and the shop's, in one order", () => {
  const rows = [
    row("shp_3"),
    row("shp_2", { position: 1 }),
    row("shp_1", { marketId: de }),
    row("shp_0", { marketId: ch }),
  ];
  expect(methodsOf(rows, de).map(({ id, inherited }) => [id, inherited])).toEqual([
    ["shp_1", null],
    ["shp_3", { own: [], version: null }],
    ["shp_2", { own: [], version: null }],
  ]);
  expect(methodsOf(rows, null).map(({ id, inherited }) => [id, inherited])).toEqual([
    ["shp_3", null],
    ["shp_2", null],
  ]);
});

test("only fields that are the market's own count, the others follow the shop", () => {
  const shop = row("shp_1", { names: { en: "Parcel" }, price: eur(590), freeAbove: null, maxDays: 4 });
  const override = row("shp_9", {
    marketId: ch,
    parentId: "shp_1",
    own: ["price", "active"],
    names: { en: "Old name" },
    price: { amount: 900, currency: "CHF" },
    freeAbove: { amount: 9000, currency: "CHF" },
    maxDays: 9,
    active: false,
    version: 4,
  });
  expect(methodsOf([shop, override], ch)).toEqual([
    expect.objectContaining({
      id: "shp_1",
      marketId: ch,
      names: { en: "Parcel" },
      price: { amount: 900, currency: "CHF" },
      freeAbove: { amount: 9000, currency: "CHF" },
      maxDays: 4,
      active: false,
      inherited: { own: ["price", "active"], version: 4 },
    }),
  ]);
  expect(methodsOf([shop, override], de)).toEqual([
    expect.objectContaining({ id: "shp_1", price: eur(590), freeAbove: null, inherited: { own: [], version: null } }),
  ]);
});
