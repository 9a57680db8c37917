import { expect, test } from "vitest";
import { decideWithKnownRates } from "./decide-with-known-rates.ts";
import type { SaleFacts } from "./rules/decide-tax.ts";

const facts = (from: SaleFacts["shipTo"], to: SaleFacts["shipTo"], regions: string[] = []): SaleFacts => ({
  seller: {
    establishment: from,
    registrations: regions.map((region) => {
      return { country: to.country, region, scheme: "standard", validFrom: null, validUntil: null };
    }),
    belowUnionThreshold: false,
  },
  shipFrom: null,
  shipTo: to,
  customer: { status: "consumer", taxId: null, register: null },
  supply: "goods",
  acceptUnverified: false,
  date: "2026-03-01",
});
const named = (sale: SaleFacts) => decideWithKnownRates(sale).taxes.map(({ name, ratePpm }) => `${name} ${ratePpm}`);
const india = (region: string) => ({ country: "IN", region });
const canada = (region: string) => ({ country: "CA", region });

test("India: two halves within a state or a territory, the whole between states", () => {
  expect(named(facts(india("KA"), india("KA")))).toEqual(["CGST 90000", "SGST 90000"]);
  expect(named(facts(india("CH"), india("CH")))).toEqual(["CGST 90000", "UTGST 90000"]);
  expect(named(facts(india("KA"), india("MH")))).toEqual(["IGST 180000"]);
});

test("Canada: a harmonised tax instead of the federal one, a province's own on top of it", () => {
  expect(named(facts(canada("ON"), canada("NS")))).toEqual(["HST 140000"]);
  expect(named(facts(canada("ON"), canada("BC")))).toEqual(["GST 50000"]);
  expect(named(facts(canada("ON"), canada("BC"), ["BC"]))).toEqual(["GST 50000", "PST 70000"]);
  expect(named(facts(canada("ON"), canada("QC"), ["QC"]))).toEqual(["GST 50000", "QST 99750"]);
});

test("a valley with a rate of its own", () => {
  const austria = (postalCode: string) => named(facts({ country: "AT" }, { country: "AT", postalCode }));
  expect([austria("6991"), austria("6900")]).toEqual([["USt 190000"], ["USt 200000"]]);
});

test("nothing is charged where nothing is due, and a missing rate is not zero", () => {
  expect(decideWithKnownRates(facts({ country: "ES" }, { country: "ES", postalCode: "35001" })).ratePpm).toBe(0);
  expect(decideWithKnownRates(facts({ country: "ES" }, { country: "ES" }), "unheard_of").ratePpm).toBeNull();
});
