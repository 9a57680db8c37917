import { expect, it } from "vitest";
import { isUnionSale, thresholdState, unionThreshold } from "./union-threshold.ts";

it("is crossed by more than 10,000 EUR, in this year or the one before", () => {
  expect(thresholdState({}, "2026-05-01")).toMatchObject({ over: false, left: unionThreshold });
  expect(thresholdState({ 2026: 999_999, 2025: unionThreshold }, "2026-05-01")).toMatchObject({ over: false, left: 1 });
  expect(thresholdState({ 2026: unionThreshold + 1 }, "2026-05-01")).toMatchObject({ over: true, left: 0 });
  expect(thresholdState({ 2026: unionThreshold + 1 }, "2027-12-31")).toMatchObject({ over: true, thisYear: 0 });
  expect(thresholdState({ 2026: unionThreshold + 1 }, "2028-01-01").over).toBe(false);
});

it.each([
  ["DE", { country: "FR" }, "origin", true],
  ["DE", { country: "FR" }, "oss", true],
  ["DE", { country: "FR" }, "intra_community", false],
  ["DE", { country: "DE" }, "domestic", false],
  ["DE", { country: "US" }, "destination", false],
  ["CH", { country: "FR" }, "destination", false],
  // The Canary Islands are outside of the Union's VAT area, Monaco counts as France.
  ["DE", { country: "ES", postalCode: "35001" }, "destination", false],
  ["DE", { country: "MC" }, "origin", true],
  ["FR", { country: "MC" }, "origin", false],
  [null, { country: "FR" }, "origin", false],
  ["DE", { country: "FR" }, null, false],
])("from %s to %o by %s counts: %s", (home, to, mechanism, counts) => {
  expect(isUnionSale(home, to, mechanism)).toBe(counts);
});
