import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  plainText,
  readBoolean,
  readInteger,
  readLength,
  readLocale,
  readPrice,
  readTaxClass,
  readWeight,
} from "./cells.ts";
import { csv } from "../csv.ts";

describe("amounts", () => {
  test.each([
    ["12.50", "EUR", 1250],
    ["12", "EUR", 1200],
    ["40.000", "PLN", 4000],
    ["1200", "JPY", 1200],
    ["1200.0", "JPY", 1200],
    ["1.999", "KWD", 1999],
    ["0", "EUR", 0],
    ["100.00", "EUR", 10_000],
  ])("%s %s", (text, currency, amount) => expect(readPrice(text, currency)).toEqual({ ok: true, value: amount }));

  test.each([
    ["12,50", "EUR", "not_an_amount"],
    ["1e3", "EUR", "not_an_amount"],
    ["NaN", "EUR", "not_an_amount"],
    ["٣", "EUR", "not_an_amount"],
    ["12.505", "EUR", "too_many_digits"],
    ["1.5", "JPY", "too_many_digits"],
    ["-1", "EUR", "out_of_range"],
    ["99999999999999", "EUR", "out_of_range"],
    ["1", "DEM", "unknown_currency"],
  ])("%s %s is refused", (text, currency, code) => expect(readPrice(text, currency)).toEqual({ ok: false, code }));

  test("what is written with the currency's digits is read back", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (cents) => {
        const read = readPrice((cents / 100).toFixed(2), "EUR");
        return read.ok && read.value === cents;
      }),
    );
    expect(readPrice("0.07", "EUR")).toEqual({ ok: true, value: 7 });
  });
});

describe("other cells", () => {
  test("measures become grams and millimetres", () => {
    expect(readWeight("19.8", "lb")).toEqual({ ok: true, value: 8981 });
    expect(readWeight("1", "KG")).toEqual({ ok: true, value: 1000 });
    expect(readLength("13.8", "in")).toEqual({ ok: true, value: 351 });
    expect(readLength("1", "parsec")).toEqual({ ok: false, code: "unknown_unit" });
    expect(readWeight("-1", "g")).toEqual({ ok: false, code: "not_a_number" });
  });

  test("words, counts, languages and tax classes", () => {
    expect([readBoolean("TRUE"), readBoolean("no"), readBoolean("maybe")].map((read) => read.ok && read.value)).toEqual(
      [true, false, false],
    );
    expect(readBoolean("maybe")).toEqual({ ok: false, code: "not_yes_or_no" });
    expect(readInteger("10.0")).toEqual({ ok: true, value: 10 });
    expect(readInteger("-1")).toEqual({ ok: false, code: "not_a_whole_number" });
    expect(readLocale("de_at")).toEqual({ ok: true, value: "de-AT" });
    expect(readLocale("klingon language")).toEqual({ ok: false, code: "unknown_locale" });
    expect(["Default", "Standard rate", "Reduced Rate"].map((text) => readTaxClass(text))).toEqual(
      ["standard", "standard", "reduced_rate"].map((value) => ({ ok: true, value })),
    );
  });

  test("markup becomes plain text", () => {
    expect(plainText("<p>Soft &amp; <b>warm</b></p><p>1 &lt; 2</p><script>alert(1)</script>")).toBe(
      "Soft & warm\n1 < 2",
    );
    expect(plainText("5 < 6 and 7 > 6")).toBe("5 < 6 and 7 > 6");
    expect(plainText("&#228;&unknown;")).toBe("ä&unknown;");
  });

  test("a written table is quoted, and starts no formula", () => {
    expect(
      csv([
        ["=1+1", 'a "b"', null],
        ["x,y", -5, "two\nlines"],
      ]),
    ).toBe('\'=1+1,"a ""b""",\r\n"x,y",-5,"two\nlines"\r\n');
  });
});
