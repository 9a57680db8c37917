import { describe, expect, test } from "vitest";
import type { TaxRate } from "../schemas.ts";
import { chooseTaxes, placeOfRates } from "./choose-taxes.ts";

let serial = 0;
const rate = (ratePpm: number, more: Partial<TaxRate> = {}): TaxRate => ({
  id: `txr_${String(serial++).padStart(26, "0")}`,
  country: "CA",
  region: null,
  taxClass: "standard",
  name: `T${ratePpm}`,
  ratePpm,
  reason: "standard",
  compound: false,
  priority: 1,
  appliesToShipping: true,
  postalFrom: null,
  postalUntil: null,
  scope: "any",
  regional: false,
  validFrom: null,
  validUntil: null,
  version: 1,
  ...more,
});
const ppm = (rates: TaxRate[], region: string | null = null, taxClass = "standard") => {
  const choice = chooseTaxes({ country: "CA", region, rates }, taxClass);
  return choice.kind === "taxed" ? choice.taxes.map((tax) => tax.ratePpm) : choice.kind;
};

describe("of one priority the nearest rate holds, those of different priorities add up", () => {
  const gst = rate(50_000);
  const hst = rate(130_000, { region: "ON" });
  const qst = rate(99_750, { region: "QC", priority: 2 });

  test("the country's alone", () => expect(ppm([gst, hst, qst], "AB")).toEqual([50_000]));
  test("a region's instead", () => expect(ppm([gst, hst, qst], "ON")).toEqual([130_000]));
  test("a region's on top, in order", () => expect(ppm([qst, hst, gst], "QC")).toEqual([50_000, 99_750]));
  test("no region known: the country's", () => expect(ppm([gst, hst, qst])).toEqual([50_000]));
});

test("of several in force the one that began last holds", () => {
  const rates = [rate(190_000), rate(160_000, { validFrom: "2020-07-01" }), rate(170_000, { validFrom: "2019-01-01" })];
  expect(ppm(rates)).toEqual([160_000]);
});

describe("no rate is missing, never zero", () => {
  test("of a class", () => {
    const choice = chooseTaxes({ country: "DE", region: null, rates: [rate(190_000, { country: "DE" })] }, "reduced");
    expect(choice).toEqual({ kind: "missing", country: "DE", region: null, taxClass: "reduced", cause: "no_rate" });
  });
  test("of a region", () => expect(ppm([rate(72_500, { region: "CA" })], "TX")).toBe("missing"));
  test("a rate of 0 says why", () => {
    const none = rate(0, { country: "US", region: "OR", reason: "out_of_scope" });
    const choice = chooseTaxes({ country: "US", region: "OR", rates: [none] }, "standard");
    expect(choice).toMatchObject({ kind: "taxed", reason: "out_of_scope", taxes: [{ ratePpm: 0 }] });
  });
});

describe("shipping", () => {
  test("has its own class", () => {
    expect(ppm([rate(190_000), rate(70_000, { taxClass: "shipping" })], null, "shipping")).toEqual([70_000]);
  });
  test("else goes with the standard rates that cover it", () => {
    expect(ppm([rate(190_000)], null, "shipping")).toEqual([190_000]);
  });
  test("is exempt where they say that they do not", () => {
    const choice = chooseTaxes(
      { country: "US", region: "CA", rates: [rate(72_500, { country: "US", appliesToShipping: false })] },
      "shipping",
    );
    expect(choice).toEqual({ kind: "taxed", reason: "exempt", taxes: [] });
  });
  test("is missing where there is no rate at all", () => expect(ppm([], null, "shipping")).toBe("missing"));
});

describe("whose rates are looked up where the shop has not said where it is", () => {
  const spanish = rate(210_000, { country: "ES" });
  const french = rate(200_000, { country: "FR" });
  const chosen = (country: string, postalCode: string, rates: readonly TaxRate[], home: string | null = null) => {
    const jurisdiction = home === null ? null : { country: home, region: null };
    const place = placeOfRates({ country, postalCode }, jurisdiction, rates);
    const choice = chooseTaxes({ ...place, postalCode, rates }, "standard");
    return choice.kind === "taxed" ? choice.taxes.map((tax) => tax.ratePpm) : choice.kind;
  };

  test("a part of a country outside of its tax takes only rates that name it", () => {
    const igic = rate(70_000, { country: "ES", postalFrom: "35000", postalUntil: "35999" });
    expect(chosen("ES", "28013", [spanish])).toEqual([210_000]);
    expect(chosen("ES", "35001", [spanish])).toBe("missing");
    expect(chosen("ES", "35001", [spanish, igic])).toEqual([70_000]);
    expect(chosen("ES", "28013", [spanish, igic])).toEqual([210_000]);
    expect(chosen("ES", "35001", [spanish, igic], "IC")).toEqual([70_000]);
  });

  test("one with a code of its own takes that code's, a country of another's area that one's", () => {
    expect(chosen("FR", "97200", [french])).toBe("missing");
    expect(chosen("FR", "97200", [french, rate(85_000, { country: "MQ" })])).toEqual([85_000]);
    expect(chosen("MC", "98000", [french])).toEqual([200_000]);
    expect(chosen("MC", "98000", [french, rate(1, { country: "MC" })])).toEqual([1]);
    // Taxed at home: the seller's own rates, whatever the address.
    expect(chosen("FR", "97200", [spanish], "ES")).toEqual([210_000]);
  });
});
