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

const percentOf = (country: string, date: string, taxClass: string, region: string | null = null) =>
  knownRates({ country, region, date })
    .filter((rate) => rate.taxClass === taxClass && rate.region === region && rate.postalFrom === null)
    .map((rate) => rate.ratePpm / 10_000);

/** Each line: country, class, then days with the rate that holds on them. */
test.each([
  "CH standard 2010-12-31 7.6, 2011-01-01 8, 2017-12-31 8, 2018-01-01 7.7, 2023-12-31 7.7, 2024-01-01 8.1",
  "CZ standard 2012-12-31 20, 2013-01-01 21",
  "CZ reduced 2023-12-31 15, 2024-01-01 12",
  "DE standard 2006-12-31 16, 2020-06-30 19, 2020-07-01 16, 2020-12-31 16, 2021-01-01 19",
  "DE reduced 2020-06-30 7, 2020-07-01 5, 2021-01-01 7",
  "EE standard 2023-12-31 20, 2024-01-01 22, 2025-06-30 22, 2025-07-01 24",
  "ES standard 2010-06-30 16, 2010-07-01 18, 2012-08-31 18, 2012-09-01 21",
  "FI standard 2012-12-31 23, 2024-08-31 24, 2024-09-01 25.5",
  "FR standard 2013-12-31 19.6, 2014-01-01 20",
  "GB standard 2008-11-30 17.5, 2009-06-01 15, 2010-12-31 17.5, 2011-01-04 20",
  "GR standard 2016-05-31 23, 2016-06-01 24",
  "HU standard 2011-12-31 25, 2012-01-01 27",
  "IE standard 2011-12-31 21, 2012-01-01 23, 2020-09-01 21, 2021-02-28 21, 2021-03-01 23",
  "IT standard 2013-09-30 21, 2013-10-01 22",
  "LU standard 2014-12-31 15, 2015-01-01 17, 2023-06-01 16, 2024-01-01 17",
  "NL standard 2012-09-30 19, 2012-10-01 21",
  "NL reduced 2018-12-31 6, 2019-01-01 9",
  "NO reduced_2 2020-03-31 12, 2020-04-01 6, 2021-10-01 12",
  "RO standard 2015-12-31 24, 2016-12-31 20, 2017-01-01 19, 2025-07-31 19, 2025-08-01 21",
  "SI standard 2013-06-30 20, 2013-07-01 22",
  "SK standard 2024-12-31 20, 2025-01-01 23",
  "CA-NS standard 2010-06-30 13, 2010-07-01 15, 2025-03-31 15, 2025-04-01 14",
  "CA-PE standard 2016-09-30 14, 2016-10-01 15",
  "CA-BC standard 2013-03-31 12, 2013-04-01 7",
  "JP standard 2014-03-31 5, 2014-04-01 8, 2019-09-30 8, 2019-10-01 10",
  "NZ standard 2010-09-30 12.5, 2010-10-01 15",
  "SA standard 2020-06-30 5, 2020-07-01 15",
])("%s", (line) => {
  const [place = "", taxClass = "", ...days] = line.replaceAll(",", "").split(" ");
  const [country = "", region = null] = place.split("-");
  for (let i = 0; i < days.length; i += 2) {
    expect([days[i], ...percentOf(country, days[i] ?? "", taxClass, region)]).toEqual([days[i], Number(days[i + 1])]);
  }
});

test("a class that has ended has no rate any more", () => {
  expect(percentOf("CZ", "2023-12-31", "reduced_2")).toEqual([10]);
  expect(percentOf("CZ", "2024-01-01", "reduced_2")).toEqual([]);
});

test("a place that levies no such tax says so, and is no missing rate", () => {
  expect(knownRates({ country: "KW", date: "2026-06-01" })).toMatchObject([{ ratePpm: 0, reason: "out_of_scope" }]);
});

test("all fifty states and the District of Columbia", () => {
  const states = (regionsOf("US") ?? []).filter((code) => !["AS", "GU", "MP", "PR", "UM", "VI"].includes(code));
  const known = presets.get("US")?.rates.map((rate) => rate.region);
  expect(known?.toSorted()).toEqual(states.toSorted());
});
