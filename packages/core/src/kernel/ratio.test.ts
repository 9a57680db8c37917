import fc from "fast-check";
import { expect, it } from "vitest";
import { decimalRatio, invertRatio, multiplyRatios, ratio, toDecimalText } from "./ratio.ts";

const nonZero = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).filter((value) => value !== 0n);

it("is in lowest terms with a positive denominator, whatever it was written as", () => {
  fc.assert(
    fc.property(fc.bigInt(), nonZero, nonZero, (num, den, factor) => {
      const value = ratio(num, den);
      expect(value.den > 0n).toBe(true);
      expect(value.num * den).toBe(num * value.den);
      expect(ratio(num * factor, den * factor)).toEqual(value);
    }),
  );
});

it("inverts exactly, and a fraction times its inverse is one", () => {
  fc.assert(
    fc.property(nonZero, nonZero, (num, den) => {
      const value = ratio(num, den);
      expect(invertRatio(invertRatio(value))).toEqual(value);
      expect(multiplyRatios(value, invertRatio(value))).toEqual({ num: 1n, den: 1n });
    }),
  );
  expect(() => invertRatio(ratio(0n, 5n))).toThrow(RangeError);
});

it("reads plain decimals only", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 1, max: 10 }), (num, digits) => {
      const text = String(num < 0n ? -num : num).padStart(digits + 1, "0");
      const decimal = `${num < 0n ? "-" : ""}${text.slice(0, -digits)}.${text.slice(-digits)}`;
      expect(decimalRatio(decimal)).toEqual(ratio(num, 10n ** BigInt(digits)));
    }),
  );
  for (const text of ["", "-", ".5", "5.", "1e3", "0x1", "+1", "1,5", " 1", "1\n", "١", "NaN", "1".repeat(25)]) {
    expect(decimalRatio(text), text).toBeUndefined();
  }
});

it("is written as the nearest decimal of so many digits", () => {
  const value = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 9n }));
  fc.assert(
    fc.property(value, fc.integer({ min: 0, max: 12 }), ([num, den], decimals) => {
      const text = toDecimalText(ratio(num, den), decimals, "half-up");
      const read = decimalRatio(text) ?? ratio(0n, 1n);
      const off = (read.num * den - num * read.den) * 2n * 10n ** BigInt(decimals);
      const limit = read.den * den;
      expect(off <= limit && off >= -limit).toBe(true);
    }),
  );
});
