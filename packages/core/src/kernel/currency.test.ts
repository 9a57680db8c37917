import { describe, expect, it } from "vitest";
import {
  activeCurrencies,
  isActiveCurrency,
  isCurrencyCode,
  minorUnits,
  numericCurrencyCode,
  type CurrencyCode,
} from "./currency.ts";

describe("currencies", () => {
  it("are list one of ISO 4217, as many as the list has with a minor unit", () => {
    expect(activeCurrencies).toHaveLength(165);
    expect(new Set(activeCurrencies).size).toBe(165);
    expect(new Set(activeCurrencies.map(numericCurrencyCode)).size).toBe(165);
    for (const code of activeCurrencies) expect(`${code} ${numericCurrencyCode(code)}`).toMatch(/^[A-Z]{3} \d{3}$/);
  });

  it("have ISO's digits", () => {
    const byDigits = (digits: number): string =>
      activeCurrencies.filter((code) => minorUnits(code) === digits).join(" ");
    expect(byDigits(0)).toBe("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF");
    expect(byDigits(3)).toBe("BHD IQD JOD KWD LYD OMR TND");
    expect(byDigits(4)).toBe("CLF UYW");
  });

  it("have ISO's digits where Intl would show others", () => {
    const shown = new Intl.NumberFormat("en", { style: "currency", currency: "IDR" }).resolvedOptions();
    expect(shown.maximumFractionDigits).toBe(0);
    expect(minorUnits("IDR")).toBe(2);
  });

  it("keep withdrawn ones for old books, but not for new prices", () => {
    for (const code of ["ANG", "BGN", "CUC", "HRK", "SLL", "ZWL"]) {
      expect(isCurrencyCode(code)).toBe(true);
      expect(isActiveCurrency(code)).toBe(false);
    }
  });

  it("are nothing else", () => {
    for (const code of ["", "eur", "EURO", "EUR ", "XXX", "XAU", "DEM", "BTC", "__proto__", "constructor"]) {
      expect(isCurrencyCode(code), code).toBe(false);
    }
    expect(() => minorUnits("DEM" as CurrencyCode)).toThrow(RangeError);
  });

  it("are literals for the compiler", () => {
    const euro: CurrencyCode = "EUR";
    // @ts-expect-error a code that ISO does not have
    const none: CurrencyCode = "EURO";
    expect([euro, none].map(isCurrencyCode)).toEqual([true, false]);
  });
});
