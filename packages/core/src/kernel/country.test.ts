import { expect, it } from "vitest";
import { countryCodes, eeaMembers, euMembers, isCountryCode, isRegionCode, regionsOf } from "./country.ts";

it("has the 249 assigned codes, each once and sorted, each a region that Intl knows", () => {
  expect(countryCodes).toHaveLength(249);
  expect(countryCodes).toEqual([...new Set(countryCodes)].toSorted());
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  expect(countryCodes.filter((code) => names.of(code) === undefined)).toEqual([]);
});

it("knows the Union's 27 members and the three more of the Economic Area", () => {
  expect(new Set(euMembers).size).toBe(27);
  expect(new Set(eeaMembers).size).toBe(30);
  expect(eeaMembers.filter((code) => !isCountryCode(code))).toEqual([]);
  for (const code of ["GB", "CH", "TR"] as const) expect(eeaMembers).not.toContain(code);
});

it("refuses what is no country", () => {
  for (const code of ["", "de", "UK", "EU", "EL", "XI", "XK", "ZZ", "DEU", "__proto__"]) {
    expect(isCountryCode(code), code).toBe(false);
  }
});

it("keeps subdivisions of the United States and Canada", () => {
  expect(regionsOf("US")).toHaveLength(50 + 1 + 6);
  expect(regionsOf("CA")).toHaveLength(13);
  expect(isRegionCode("US", "DC")).toBe(true);
  expect(isRegionCode("US", "ON")).toBe(false);
  expect(isRegionCode("DE", "BY")).toBe(false);
});
