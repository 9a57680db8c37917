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

type Row = readonly [
  from: SaleFacts["shipTo"],
  to: SaleFacts["shipTo"],
  taxClass: string,
  date: string,
  expected: string,
];
const home = (country: string, postalCode?: string): [SaleFacts["shipTo"], SaleFacts["shipTo"]] => {
  return [{ country }, { country, postalCode: postalCode ?? null }];
};

test.each<Row>([
  [...home("PT", "9000-050"), "standard", "2026-03-01", "IVA 220000"],
  [...home("PT", "9000-050"), "reduced", "2024-09-30", "IVA 50000"],
  [...home("PT", "9000-050"), "reduced", "2024-10-01", "IVA 40000"],
  [...home("PT", "9500-150"), "standard", "2026-03-01", "IVA 160000"],
  [...home("PT", "9500-150"), "reduced_2", "2026-03-01", "IVA 90000"],
  [...home("PT", "1000-001"), "reduced_2", "2026-03-01", "IVA 130000"],
  [...home("AT", "6691"), "reduced", "2026-03-01", "USt 100000"],
  [...home("GB", "SW1A 1AA"), "reduced", "2026-03-01", "VAT 50000"],
  [...home("GB", "SW1A 1AA"), "zero", "2026-03-01", "VAT 0"],
  [{ country: "GB" }, { country: "IM", postalCode: "IM1 1AA" }, "standard", "2026-03-01", "VAT 200000"],
  [{ country: "FR" }, { country: "MC" }, "reduced_2", "2026-03-01", "TVA 100000"],
  [{ country: "CH" }, { country: "LI" }, "standard", "2023-12-31", "MWST 77000"],
  [{ country: "CH" }, { country: "LI" }, "reduced", "2024-01-01", "MWST 26000"],
  [...home("CH", "8001"), "accommodation", "2024-01-01", "MWST 38000"],
  [...home("NO", "0150"), "reduced", "2026-03-01", "mva. 150000"],
  [...home("NO", "0150"), "reduced_2", "2026-03-01", "mva. 120000"],
  [...home("JP", "100-0001"), "standard", "2019-09-30", "消費税 80000"],
  [...home("JP", "100-0001"), "standard", "2019-10-01", "消費税 100000"],
  [...home("JP", "100-0001"), "reduced", "2026-03-01", "消費税 80000"],
  [...home("LT", "01100"), "reduced", "2026-01-01", "PVM 120000"],
  [...home("FI", "00100"), "reduced", "2026-01-01", "ALV 135000"],
  [...home("RO", "010001"), "reduced", "2025-08-01", "TVA 110000"],
  [...home("SK", "81101"), "reduced_2", "2025-01-01", "DPH 50000"],
  [...home("EE", "10111"), "standard", "2025-06-30", "km 220000"],
  [{ country: "GP" }, { country: "FR", postalCode: "97110" }, "reduced", "2026-03-01", "TVA 21000"],
  [{ country: "CA", region: "QC" }, { country: "CA", region: "QC" }, "standard", "2026-03-01", "GST 50000, QST 99750"],
  [{ country: "CA", region: "SK" }, { country: "CA", region: "SK" }, "standard", "2026-03-01", "GST 50000, PST 60000"],
  [{ country: "CA", region: "AB" }, { country: "CA", region: "PE" }, "standard", "2026-03-01", "HST 150000"],
  [{ country: "CA", region: "AB" }, { country: "CA", region: "NS" }, "standard", "2025-03-31", "HST 150000"],
  [{ country: "IN", region: "MH" }, { country: "IN", region: "LA" }, "reduced", "2026-03-01", "IGST 50000"],
  [
    { country: "IN", region: "DL" },
    { country: "IN", region: "DL" },
    "luxury",
    "2026-03-01",
    "CGST 200000, SGST 200000",
  ],
  [{ country: "US", region: "NJ" }, { country: "US", region: "NJ" }, "standard", "2026-03-01", "Sales tax 66250"],
  [{ country: "US", region: "OR" }, { country: "US", region: "OR" }, "standard", "2026-03-01", "Sales tax 0"],
])("from %o to %o, %s on %s: %s", (from, to, taxClass, date, expected) => {
  const { taxes } = decideWithKnownRates({ ...facts(from, to), date }, taxClass);
  expect(taxes.map(({ name, ratePpm }) => `${name} ${ratePpm}`).join(", ")).toBe(expected);
});
