import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import * as tax from "./index.ts";
import { SetTaxRate, type TaxRate } from "./schemas.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const set = (rate: Partial<TaxRate>) =>
  tax.setRate(shop.staff(), SetTaxRate.parse({ country: "DE", name: "MwSt.", ratePpm: 190_000, ...rate }));
const at = (day: string) => new Date(`${day}T12:00:00Z`);

describe("rates", () => {
  test("are set, changed with their version, and removed", async () => {
    const rate = await set({});
    expect(rate).toMatchObject({ version: 1, taxClass: "standard", priority: 1, reason: "standard" });
    const { id, version } = rate;
    const changed = await set({ id, version, name: "USt" });
    expect(changed).toMatchObject({ id, version: 2, name: "USt" });
    await expect(set({ id, version })).rejects.toMatchObject({ code: "tax.stale", details: { current: 2 } });
    await expect(tax.removeRate(shop.staff(), { id, version })).rejects.toMatchObject({ code: "tax.stale" });
    await tax.removeRate(shop.staff(), { id, version: 2 });
    expect((await tax.listRates(shop.staff(), { country: "DE" })).items).toEqual([]);
  });

  test("one place has one rate from one day on", async () => {
    await set({});
    await expect(set({ ratePpm: 160_000 })).rejects.toMatchObject({ kind: "conflict", code: "tax.rate_exists" });
    await set({ ratePpm: 160_000, validFrom: "2027-01-01" });
  });

  test("hold on their days", async () => {
    const onDay = async (day: string) => (await tax.ratesFor(shop.shopper(), { country: "DE", at: at(day) })).rates;
    expect((await onDay("2026-12-31")).map((rate) => rate.ratePpm)).toEqual([190_000]);
    const table = await tax.ratesFor(shop.shopper(), { country: "DE", at: at("2027-01-01") });
    expect(tax.chooseTaxes(table, "standard")).toMatchObject({ taxes: [{ ratePpm: 160_000 }] });
  });

  test("a missing one is refused, never taken for zero", async () => {
    const table = await tax.ratesFor(shop.shopper(), { country: "FR", at: at("2026-06-01") });
    expect(() => tax.requireTreatment(tax.chooseTaxes(table, "standard"))).toThrow(
      expect.objectContaining({
        kind: "precondition",
        code: "tax.rate_missing",
        details: { country: "FR", region: null, taxClass: "standard" },
      }),
    );
    expect(await tax.countriesWithoutRates(shop.staff(), ["DE", "FR"], at("2026-06-01"))).toEqual(["FR"]);
  });

  test.each([
    ["a rate of 0 that does not say why", { ratePpm: 0 }],
    ["a reason that does not fit its rate", { reason: "export" as const }],
    ["a region of another country", { country: "US", region: "ON" }],
    ["an end before its start", { validFrom: "2026-02-01", validUntil: "2026-01-01" }],
    ["a version without an id", { version: 1 }],
  ])("%s is no rate", (_what, more) => {
    const given = { country: "DE", name: "MwSt.", ratePpm: 190_000, ...more };
    expect(SetTaxRate.safeParse(given).success).toBe(false);
  });
});

describe("prepared rates", () => {
  test("are added where the shop has none", async () => {
    const first = await tax.addCountryPreset(shop.staff(), { country: "DE" });
    expect(first.added.map((rate) => [rate.taxClass, rate.ratePpm])).toEqual([["reduced", 70_000]]);
    expect((await tax.addCountryPreset(shop.staff(), { country: "DE" })).added).toEqual([]);
  });
  test("of the United States, state by state", async () => {
    await tax.addCountryPreset(shop.staff(), { country: "US" });
    const ppm = async (region: string | null) =>
      tax.chooseTaxes(await tax.ratesFor(shop.shopper(), { country: "US", region, at: at("2026-06-01") }), "standard");
    expect(await ppm("NY")).toMatchObject({ kind: "taxed", reason: "standard", taxes: [{ ratePpm: 40_000 }] });
    expect(await ppm("OR")).toMatchObject({ kind: "taxed", reason: "out_of_scope" });
    expect(await ppm(null)).toMatchObject({ kind: "missing" });
  });
  test("not for every country", async () => {
    await expect(tax.addCountryPreset(shop.staff(), { country: "AQ" })).rejects.toMatchObject({
      code: "tax.no_preset",
    });
  });
});

test("how tax is rounded is the shop's choice", async () => {
  const settings = await tax.getTaxSettings(shop.staff(), {});
  expect(settings).toEqual({ roundingLevel: "line", roundingMode: "half-up", version: 1 });
  await tax.setTaxSettings(shop.staff(), { ...settings, roundingLevel: "order" });
  const { rounding } = await tax.ratesFor(shop.shopper(), { country: "JP", at: at("2026-06-01") });
  expect(rounding).toEqual({ level: "order", mode: "half-up" });
  await expect(tax.setTaxSettings(shop.staff(), settings)).rejects.toMatchObject({ code: "tax.stale" });
});
