import { describe, expect, test } from "vitest";
import { euMembers, regionsOf } from "../kernel/country.ts";
import { taxRateFromPercent } from "../kernel/rate.ts";
import { presets } from "./presets.ts";
import { SetTaxRate } from "./schemas.ts";

test("every member of the European Union, the neighbours and the US have a preset", () => {
  expect([...presets.keys()].toSorted()).toEqual([...euMembers, "CH", "GB", "NO", "US"].toSorted());
});

describe.each([...presets])("%s", (country, { rates }) => {
  test("could have been entered by hand", () => {
    for (const { percent, ...rate } of rates) {
      const ratePpm = taxRateFromPercent(percent);
      expect(SetTaxRate.safeParse({ ...rate, country, ratePpm }).error).toBeUndefined();
    }
  });
  test("names each place and class once", () => {
    expect(new Set(rates.map((rate) => `${rate.region} ${rate.taxClass}`)).size).toBe(rates.length);
  });
});

test("European standard rates lie between 15 % and 27 %, as the directive and today's law have it", () => {
  for (const country of euMembers) {
    const standard = presets.get(country)?.rates.find((rate) => rate.taxClass === "standard");
    expect(Number(standard?.percent)).toBeGreaterThanOrEqual(15);
    expect(Number(standard?.percent)).toBeLessThanOrEqual(27);
  }
});

test("all fifty states and the District of Columbia", () => {
  const states = (regionsOf("US") ?? []).filter((code) => !["AS", "GU", "MP", "PR", "UM", "VI"].includes(code));
  expect(
    presets
      .get("US")
      ?.rates.map((rate) => rate.region)
      .toSorted(),
  ).toEqual(states.toSorted());
});
