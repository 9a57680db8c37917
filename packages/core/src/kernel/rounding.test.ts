import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { divideRounded, roundings, roundToStep, type Rounding } from "./rounding.ts";

const den = fc.bigInt({ min: -1000n, max: 1000n }).filter((value) => value !== 0n);
const mode = fc.constantFrom(...roundings);
const mirrored: Partial<Record<Rounding, Rounding>> = { ceiling: "floor", floor: "ceiling" };

describe("divideRounded", () => {
  it.each<[Rounding, ...number[]]>([
    // of -2.5, -1.5, -1.2, -0.5, 0.5, 1.2, 1.5, 2.5
    ["half-up", -3, -2, -1, -1, 1, 1, 2, 3],
    ["half-even", -2, -2, -1, 0, 0, 1, 2, 2],
    ["half-down", -2, -1, -1, 0, 0, 1, 1, 2],
    ["up", -3, -2, -2, -1, 1, 2, 2, 3],
    ["down", -2, -1, -1, 0, 0, 1, 1, 2],
    ["ceiling", -2, -1, -1, 0, 1, 2, 2, 3],
    ["floor", -3, -2, -2, -1, 0, 1, 1, 2],
  ])("%s", (rounding, ...expected) => {
    const tenths = [-25n, -15n, -12n, -5n, 5n, 12n, 15n, 25n];
    expect(tenths.map((num) => Number(divideRounded(num, 10n, rounding)))).toEqual(expected);
  });

  it("is less than one from the exact value, and at most a half in the nearest modes", () => {
    fc.assert(
      fc.property(fc.bigInt(), den, mode, (num, by, rounding) => {
        const miss = divideRounded(num, by, rounding) * by - num;
        const [off, whole] = [miss < 0n ? -miss : miss, by < 0n ? -by : by];
        expect(rounding.startsWith("half") ? off * 2n <= whole : off < whole).toBe(true);
      }),
    );
  });

  it("keeps whole numbers, ignores how the fraction is written, and mirrors at zero", () => {
    fc.assert(
      fc.property(fc.bigInt(), den, mode, (num, by, rounding) => {
        const result = divideRounded(num, by, rounding);
        expect(divideRounded(num * by, by, rounding)).toBe(num);
        expect(divideRounded(num * -7n, by * -7n, rounding)).toBe(result);
        expect(divideRounded(-num, by, mirrored[rounding] ?? rounding)).toBe(-result);
      }),
    );
  });

  it("refuses a zero denominator", () => {
    expect(() => divideRounded(1n, 0n, "half-up")).toThrow(RangeError);
  });
});

describe("roundToStep", () => {
  it("gives a multiple of the step and keeps multiples", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n, max: 500n }), mode, (amount, step, rounding) => {
        const rounded = roundToStep(amount, step, rounding);
        expect(rounded % step).toBe(0n);
        expect(roundToStep(rounded, step, rounding)).toBe(rounded);
      }),
    );
  });

  it("refuses steps that are not positive", () => {
    expect(() => roundToStep(1n, 0n, "up")).toThrow(RangeError);
    expect(() => roundToStep(1n, -5n, "up")).toThrow(RangeError);
  });
});
