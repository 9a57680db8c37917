import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activeCurrencies, minorUnits } from "./currency.ts";
import { money, multiplyRatio, type Minor } from "./money.ts";
import {
  applyMarginPpm,
  convert,
  exchangeRate,
  isExchangeRate,
  parseRate,
  RateError,
  taxRate,
  taxRateFromPercent,
  taxRatio,
  toExchangeRate,
  type TaxRatePpm,
} from "./rate.ts";
import { invertRatio, multiplyRatios, ratio } from "./ratio.ts";

const currency = fc.constantFrom(...activeCurrencies);
const rate = fc
  .tuple(fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([n, d]) => ratio(n, d));

describe("tax rates", () => {
  it("are read from percentages exactly", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (ppm) => {
        const percent = `${Math.trunc(ppm / 10_000)}.${String(ppm % 10_000).padStart(4, "0")}`;
        expect(taxRateFromPercent(percent)).toBe(ppm);
        expect(multiplyRatio(money(1_000_000, "EUR"), taxRatio(taxRate(ppm)), "half-even").amount).toBe(ppm);
      }),
    );
    expect(["0", "7.7", "19", "25.5", "1000"].map(taxRateFromPercent)).toEqual([
      0, 77_000, 190_000, 255_000, 10_000_000,
    ]);
  });

  it("refuse everything else", () => {
    for (const text of ["", "-1", "1000.0001", "7,7", "19%", "1e1", "8.87525"]) {
      expect(() => taxRateFromPercent(text), text).toThrow(RateError);
    }
    for (const ppm of [-1, 0.19, NaN, 10_000_001]) expect(() => taxRate(ppm)).toThrow(RateError);
    // @ts-expect-error a plain number may be a percentage
    const unchecked: TaxRatePpm = 19;
    expect(unchecked).toBe(19);
  });
});

describe("exchange rates", () => {
  it("are positive plain decimals", () => {
    for (const text of ["1", "0.0001", "171.94", "1.4670"]) expect(exchangeRate(text)).toBe(text);
    for (const text of ["", "0", "0.00", "-1", "1,07", "1e3", ".5", "5.", "1".repeat(13), `1.${"1".repeat(13)}`]) {
      expect(isExchangeRate(text), text).toBe(false);
      expect(() => parseRate(text), text).toThrow(RateError);
    }
  });

  it("are stored as text close to the computed rate", () => {
    fc.assert(
      fc.property(rate, (value) => {
        const stored = parseRate(toExchangeRate(value, 12, "half-up"));
        const difference = stored.num * value.den - value.num * stored.den;
        const size = difference < 0n ? -difference : difference;
        expect(size * 2n * 10n ** 12n <= stored.den * value.den).toBe(true);
      }),
    );
    expect(toExchangeRate(parseRate("149.5"), 0, "half-even")).toBe("150");
    expect(() => toExchangeRate(ratio(1n, 3n), 0, "half-up")).toThrow(RateError);
  });
});

describe("convert", () => {
  it("respects both minor units", () => {
    expect(convert(money(1999, "EUR"), exchangeRate("1"), "KWD", "half-up")).toEqual(money(19_990, "KWD"));
    expect(convert(money(1999, "KWD"), exchangeRate("1"), "JPY", "half-up")).toEqual(money(2, "JPY"));
    expect(convert(money(3, "JPY"), exchangeRate("1"), "CLF", "half-up")).toEqual(money(30_000, "CLF"));
  });

  it("at par and back changes nothing when the target is as fine", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), currency, currency, (amount, from, to) => {
        fc.pre(minorUnits(to) >= minorUnits(from));
        const there = convert(money(amount, from), exchangeRate("1"), to, "half-up");
        expect(convert(there, exchangeRate("1"), from, "half-up")).toEqual(money(amount, from));
      }),
    );
  });

  it("through the exact inverse comes back to within half of what one unit of the target is worth", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 6 }), rate, (amount, value) => {
        const there = convert(money(amount, "EUR"), value, "USD", "half-even");
        const back = convert(there, invertRatio(value), "EUR", "half-even");
        const missed = BigInt(Math.abs(back.amount - amount));
        expect(missed * 2n * value.num <= value.den + value.num).toBe(true);
      }),
    );
  });

  it("crosses two quoted rates without rounding between them", () => {
    const dollarToYen = multiplyRatios(parseRate("171.94"), invertRatio(parseRate("1.0705")));
    const throughEuro = (1999 / 100 / 1.0705) * 171.94;
    expect(convert(money(1999, "USD"), dollarToYen, "JPY", "half-up").amount).toBe(Math.round(throughEuro));
  });

  it("refuses a rate that is not positive", () => {
    for (const num of [0n, -1n]) {
      expect(() => convert(money(1, "EUR"), { num, den: 1n }, "USD", "half-up")).toThrow(RateError);
    }
    expect(() => convert(money(1, "EUR"), { num: 1n, den: -1n }, "USD", "half-up")).toThrow(RateError);
  });

  it("adds a margin to the rate, not to the result", () => {
    const dearer = applyMarginPpm(parseRate("1.0705"), 25_000);
    const converted: Minor = convert(money(10_000_00, "EUR"), dearer, "USD", "half-up").amount;
    expect(converted).toBe(10_972_63);
    expect(applyMarginPpm(parseRate("1.5"), 0)).toEqual(parseRate("1.5"));
    for (const margin of [-1_000_000, 10_000_001, 0.02, NaN]) {
      expect(() => applyMarginPpm(parseRate("1"), margin)).toThrow(RateError);
    }
  });
});
