import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activeCurrencies } from "./currency.ts";
import {
  add,
  compare,
  CurrencyMismatchError,
  formatMoney,
  max,
  min,
  minor,
  money,
  MoneyError,
  multiply,
  multiplyRatio,
  negate,
  parseDecimal,
  roundMoney,
  subtract,
  sum,
  toDecimalString,
  zero,
  type Minor,
  type Money,
} from "./money.ts";
import { roundings } from "./rounding.ts";

const currency = fc.constantFrom(...activeCurrencies);
const amount = fc.integer({ min: -(10 ** 12), max: 10 ** 12 });
const euros = amount.map((value) => money(value, "EUR"));

describe("arithmetic", () => {
  it("is that of whole numbers", () => {
    fc.assert(
      fc.property(euros, euros, fc.integer({ min: -1000, max: 1000 }), (a, b, n) => {
        expect(add(a, b).amount).toBe(a.amount + b.amount);
        expect(add(a, b)).toEqual(add(b, a));
        expect(subtract(add(a, b), b)).toEqual(a);
        expect(add(a, negate(a))).toEqual(zero("EUR"));
        expect(multiply(a, n)).toEqual(
          sum(
            "EUR",
            Array.from({ length: Math.abs(n) }, () => (n < 0 ? negate(a) : a)),
          ),
        );
        expect(compare(a, b)).toBe(Math.sign(subtract(a, b).amount));
        expect([min(a, b), max(a, b)].map((x) => x.amount)).toEqual([a.amount, b.amount].toSorted((x, y) => x - y));
      }),
    );
  });

  it("never gives a negative zero", () => {
    for (const value of [negate(zero("EUR")), multiply(zero("EUR"), -3), money(-0, "EUR")]) {
      expect(Object.is(value.amount, 0)).toBe(true);
    }
  });

  it("throws beyond what a safe integer holds, instead of being a cent off", () => {
    const most = money(Number.MAX_SAFE_INTEGER, "EUR");
    const cent = money(1, "EUR");
    expect(() => add(most, cent)).toThrow(MoneyError);
    expect(() => subtract(negate(most), cent)).toThrow(MoneyError);
    expect(() => multiply(most, 2)).toThrow(MoneyError);
    expect(() => multiplyRatio(most, { num: 3n, den: 2n }, "half-up")).toThrow(MoneyError);
    expect(() => sum("EUR", [most, cent])).toThrow(MoneyError);
    expect(sum("EUR", [most, cent, negate(most)])).toEqual(cent);
  });

  it("takes whole minor units only", () => {
    for (const value of [0.5, NaN, Infinity, -Infinity, 2 ** 53]) expect(() => money(value, "EUR")).toThrow(MoneyError);
    expect(() => multiply(money(1, "EUR"), 0.5)).toThrow(MoneyError);
  });

  it("does not mix currencies", () => {
    const [a, b]: Money[] = [money(1, "EUR"), money(1, "USD")];
    if (!a || !b) throw new Error("unreachable");
    for (const verb of [add, subtract, compare, min, max]) expect(() => verb(a, b)).toThrow(CurrencyMismatchError);
    expect(() => sum(a.currency, [b])).toThrow(CurrencyMismatchError);
  });

  it("rounds a ratio once, by name", () => {
    fc.assert(
      fc.property(euros, fc.constantFrom(...roundings), (value, rounding) => {
        expect(multiplyRatio(value, { num: 7n, den: 7n }, rounding)).toEqual(value);
        expect(roundMoney(value, 1, rounding)).toEqual(value);
      }),
    );
    expect(() => roundMoney(money(1, "CHF"), 0.5, "half-up")).toThrow(RangeError);
  });
});

describe("for the compiler", () => {
  it("a fraction of an amount is no amount", () => {
    const price = money(1999, "EUR");
    // @ts-expect-error a product is a plain number
    const half: Minor = price.amount * 0.5;
    // @ts-expect-error and so is a literal
    const literal: Money = { amount: 1999, currency: "EUR" };
    const checked: Minor = minor(1999);
    expect([half, literal.amount, checked]).toEqual([999.5, 1999, 1999]);
  });

  it("euros and dollars do not add up", () => {
    // @ts-expect-error the second is not in the first one's currency
    expect(() => add(money(1, "EUR"), money(1, "USD"))).toThrow(CurrencyMismatchError);
  });
});

describe("decimal text", () => {
  it("is read back as written, in every currency", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), currency, (value, code) => {
        const written = money(value, code);
        expect(parseDecimal(toDecimalString(written), code)).toEqual({ ok: true, money: written });
      }),
    );
  });

  it.each([
    ["12", 1200],
    ["12.5", 1250],
    ["0012.50", 1250],
    ["-0.05", -5],
    ["-0", 0],
    ["90071992547409.91", Number.MAX_SAFE_INTEGER],
  ])("reads %s", (text, expected) => {
    expect(parseDecimal(text, "EUR")).toEqual({ ok: true, money: money(expected, "EUR") });
  });

  it.each([
    ["12.505", "too_many_digits"],
    ["12.500", "too_many_digits"],
    ["90071992547409.92", "out_of_range"],
    ["9".repeat(400), "out_of_range"],
    ...["", " ", "12.", ".5", "1,5", "1e3", "+1", "--1", "0x10", "١٢", "12 ", "12\n", "1.2.3", "NaN"].map(
      (text) => [text, "malformed"] as const,
    ),
  ] as const)("refuses %j: %s", (text, reason) => {
    expect(parseDecimal(text, "EUR")).toEqual({ ok: false, reason });
  });

  it("takes no fraction where the currency has none, and three digits where it has three", () => {
    expect(parseDecimal("12.0", "JPY")).toEqual({ ok: false, reason: "too_many_digits" });
    expect(parseDecimal("1.999", "KWD")).toEqual({ ok: true, money: money(1999, "KWD") });
  });
});

describe("formatMoney", () => {
  const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, " ");

  it("follows the locale, with ISO's digits", () => {
    expect(plain(formatMoney(money(123_456, "EUR"), "de-DE"))).toBe("1.234,56 €");
    expect(plain(formatMoney(money(123_456, "EUR"), "fr-FR"))).toBe("1 234,56 €");
    expect(plain(formatMoney(money(1999, "KWD"), "en-US"))).toBe("KWD 1.999");
    expect(plain(formatMoney(money(1_250_000, "IDR"), "en-US"))).toBe("IDR 12,500.00");
    expect(plain(formatMoney(money(-123_456, "USD"), "en-US", { accounting: true }))).toBe("($1,234.56)");
    expect(plain(formatMoney(money(123_456, "CAD"), "en-US", { display: "code" }))).toBe("CAD 1,234.56");
  });

  it("shows every digit of the largest amount", () => {
    expect(formatMoney(money(Number.MAX_SAFE_INTEGER, "USD"), "en-US")).toBe("$90,071,992,547,409.91");
  });
});
