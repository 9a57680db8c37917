import fc from "fast-check";
import { expect, it } from "vitest";
import { allocate } from "./allocate.ts";
import { money, negate } from "./money.ts";
import { decimalRatio, ratio } from "./ratio.ts";

const total = fc.maxSafeInteger().map((amount) => money(amount, "EUR"));
const weights = fc.array(fc.oneof(fc.integer({ min: 0, max: 20 }), fc.maxSafeNat()), { minLength: 1, maxLength: 30 });
const split = (amount: number, given: Parameters<typeof allocate>[1]): number[] =>
  allocate(money(amount, "EUR"), given).map((part) => part.amount);

it("loses and invents nothing: the parts add up to the total", () => {
  fc.assert(
    fc.property(total, weights, (whole, given) => {
      const parts = allocate(whole, given);
      expect(parts).toHaveLength(given.length);
      expect(parts.reduce((sum, part) => sum + BigInt(part.amount), 0n)).toBe(BigInt(whole.amount));
    }),
  );
});

it("keeps each part within one minor unit of its exact share, and gives weight zero nothing", () => {
  fc.assert(
    fc.property(total, weights, (whole, given) => {
      const sum = given.reduce((all, weight) => all + BigInt(weight), 0n);
      fc.pre(sum > 0n);
      for (const [i, part] of allocate(whole, given).entries()) {
        const off = BigInt(part.amount) * sum - BigInt(whole.amount) * BigInt(given[i] ?? 0);
        expect(off < sum && off > -sum).toBe(true);
        if (given[i] === 0) expect(part.amount).toBe(0);
      }
    }),
  );
});

it("splits a refund as it split the charge", () => {
  fc.assert(
    fc.property(total, weights, (whole, given) => {
      expect(allocate(negate(whole), given)).toEqual(allocate(whole, given).map(negate));
    }),
  );
});

it("depends on proportions only, and favours the heavier, then the earlier", () => {
  fc.assert(
    fc.property(total, weights, fc.bigInt({ min: 1n, max: 1000n }), (whole, given, factor) => {
      const parts = allocate(whole, given);
      expect(
        allocate(
          whole,
          given.map((weight) => BigInt(weight) * factor),
        ),
      ).toEqual(parts);
      expect(
        allocate(
          whole,
          given.map((weight) => ratio(BigInt(weight), factor)),
        ),
      ).toEqual(parts);
      const sizes = parts.map((part, i) => ({ size: Math.abs(part.amount), weight: given[i] ?? 0 }));
      for (const [i, a] of sizes.entries()) {
        for (const b of sizes.slice(i + 1))
          if (a.weight >= b.weight && a.weight > 0) expect(a.size).toBeGreaterThanOrEqual(b.size);
      }
    }),
    { numRuns: 50 },
  );
});

it("splits equally when nothing has weight", () => {
  expect(split(5, [0, 0, 0])).toEqual([2, 2, 1]);
  expect(split(0, [0, 0])).toEqual([0, 0]);
});

it("takes fractions and decimals as shares", () => {
  expect(split(100, [ratio(1n, 3n), ratio(1n, 6n)])).toEqual([67, 33]);
  expect(
    split(
      7,
      ["0.1", "0.1"].map((text) => decimalRatio(text) ?? 0),
    ),
  ).toEqual([4, 3]);
});

it("refuses weights that are none, and a total without weights", () => {
  for (const weight of [-1, 0.5, NaN, Infinity, -1n, ratio(-1n, 2n)])
    expect(() => split(5, [1, weight])).toThrow(RangeError);
  expect(() => split(5, [])).toThrow(RangeError);
  expect(split(0, [])).toEqual([]);
});

it("takes shares as text, exactly, and refuses what is none", () => {
  expect(split(10, ["0.1", "0.2", "0.1"])).toEqual([3, 5, 2]);
  expect(split(10000, ["2/7", "1/3"])).toEqual([4615, 5385]);
  for (const weight of ["", "-1", "1/0", "1/2/3", "a"]) expect(() => split(1, [weight])).toThrow(RangeError);
});
