import { describe, expect, test } from "vitest";
import { euMembers, regionsOf } from "../kernel/country.ts";
import { knownRates, presets } from "./presets.ts";
import { SetTaxRate } from "./schemas.ts";

const asked = ["AU", "CA", "CH", "GB", "IN", "JP", "NO", "NZ", "US"];

test("every member of the European Union and the countries we name have rates", () => {
  expect([...euMembers, ...asked].filter((country) => !presets.has(country))).toEqual([]);
});

describe.each([...presets])("%s", (country, { rates }) => {
  test("could have been entered by hand", () => {
    for (const rate of rates) expect(SetTaxRate.safeParse({ ...rate, country }).error).toBeUndefined();
  });
  test("names each place, class and time once", () => {
    const keys = rates.map((rate) =>
      [rate.region, rate.postalFrom, rate.scope, rate.taxClass, rate.priority, rate.validFrom].join(" "),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});

test("European standard rates lie between 15 % and 27 %, as the directive and today's law have it", () => {
  for (const country of euMembers) {
    const standard = knownRates({ country, date: "2026-06-01" }).find((rate) => rate.taxClass === "standard");
    expect(standard?.ratePpm).toBeGreaterThanOrEqual(150_000);
    expect(standard?.ratePpm).toBeLessThanOrEqual(270_000);
  }
});

test("a day has the rate of its time", () => {
  const german = (date: string) =>
    knownRates({ country: "DE", date })
      .filter((rate) => rate.taxClass === "standard")
      .map((rate) => rate.ratePpm);
  expect(german("2020-06-30")).toEqual([190_000]);
  expect(german("2020-07-01")).toEqual([160_000]);
  expect(german("2020-12-31")).toEqual([160_000]);
  expect(german("2021-01-01")).toEqual([190_000]);
});

test("all fifty states and the District of Columbia", () => {
  const states = (regionsOf("US") ?? []).filter((code) => !["AS", "GU", "MP", "PR", "UM", "VI"].includes(code));
  const known = presets.get("US")?.rates.map((rate) => rate.region);
  expect(known?.toSorted()).toEqual(states.toSorted());
});
