import fc from "fast-check";
import { expect, it } from "vitest";
import { heldBesides, isUnionSale, returnedShare, thresholdState, unionThreshold } from "./union-threshold.ts";

it("is crossed by more than 10,000 EUR, in this year or the one before", () => {
  expect(thresholdState({}, "2026-05-01")).toMatchObject({ over: false, left: unionThreshold });
  expect(thresholdState({ 2026: 999_999, 2025: unionThreshold }, "2026-05-01")).toMatchObject({ over: false, left: 1 });
  expect(thresholdState({ 2026: unionThreshold + 1 }, "2026-05-01")).toMatchObject({ over: true, left: 0 });
  expect(thresholdState({ 2026: unionThreshold + 1 }, "2027-12-31")).toMatchObject({ over: true, thisYear: 0 });
  expect(thresholdState({ 2026: unionThreshold + 1 }, "2028-01-01").over).toBe(false);
});

it("leaves what others do not hold at the moment", () => {
  const at = new Date("2026-05-01T12:00:00Z");
  const hold = (cart: string, cents: number, minutes: number) => {
    return { cart, cents, until: new Date(at.getTime() + minutes * 60_000).toISOString() };
  };
  const holds = { a: hold("crt_a", 300, 5), b: hold("crt_b", 50, 1), old: hold("crt_c", 7000, 0) };
  expect([heldBesides(holds, at, null), heldBesides(holds, at, "crt_a")]).toEqual([350, 50]);
  expect(thresholdState({ 2026: 999_000 }, "2026-05-01", 350).left).toBe(650);
  expect(thresholdState({ 2026: 999_900 }, "2026-05-01", 350)).toMatchObject({ over: false, left: 0 });
});

it("takes off with refunds, however they are cut, exactly what the order counted", () => {
  const sales = fc.record({
    cents: fc.integer({ min: 0, max: 2_000_000 }),
    parts: fc.array(fc.integer({ min: 1, max: 900_000 }), { minLength: 1, maxLength: 8 }),
  });
  fc.assert(
    fc.property(sales, ({ cents, parts }) => {
      const total = parts.reduce((all, one) => all + one, 0);
      let [before, off] = [0, 0];
      for (const part of parts) {
        const share = returnedShare(cents, total, before, before + part);
        expect(share).toBeGreaterThanOrEqual(0);
        // A refund that came back adds what it had taken off.
        expect(returnedShare(cents, total, before + part, before)).toBe(0 - share);
        off += share;
        before += part;
      }
      expect(off).toBe(cents);
    }),
  );
  expect(returnedShare(500, 0, 0, 0)).toBe(0);
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
