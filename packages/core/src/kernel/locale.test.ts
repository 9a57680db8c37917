import { describe, expect, it } from "vitest";
import {
  canonicalLocale,
  direction,
  fallbackChain,
  isLocale,
  isolated,
  locale,
  pluralCategory,
  sameWriting,
} from "./locale.ts";

describe("locales", () => {
  it("are brought to one form", () => {
    expect(["DE-at", "zh-hant-tw", "iw", "sr-latn", "es-419", "cmn-tw"].map(canonicalLocale)).toEqual([
      "de-AT",
      "zh-Hant-TW",
      "he",
      "sr-Latn",
      "es-419",
      "zh-TW",
    ]);
    expect(isLocale("de-AT")).toBe(true);
    expect(isLocale("DE-at")).toBe(false);
  });

  it("are nothing else", () => {
    for (const text of ["", "d", "de_AT", "de-", "deutsch-at-at-at", "*", "../de", "de AT", "__proto__"]) {
      expect(canonicalLocale(text), text).toBeUndefined();
      expect(() => locale(text), text).toThrow(RangeError);
    }
  });
});

describe("fallbackChain", () => {
  it.each([
    ["de-AT", ["de-AT", "de", "en"]],
    ["de", ["de", "en"]],
    ["en", ["en"]],
    ["en-GB", ["en-GB", "en"]],
    ["DE-at", ["de-AT", "de", "en"]],
    ["ca-ES-valencia", ["ca-ES-valencia", "ca-ES", "ca", "en"]],
    ["de-AT-u-nu-latn", ["de-AT", "de", "en"]],
    ["es-419", ["es-419", "es", "en"]],
    ["xx-YY", ["xx-YY", "xx", "en"]],
  ])("%s", (wanted, chain) => {
    expect(fallbackChain(wanted, "en")).toEqual(chain);
  });

  it("does not cross scripts", () => {
    expect(fallbackChain("zh-TW", "en")).toEqual(["zh-TW", "zh-Hant", "en"]);
    expect(fallbackChain("zh-Hant-HK", "en")).toEqual(["zh-Hant-HK", "zh-Hant", "en"]);
    expect(fallbackChain("zh-CN", "en")).toEqual(["zh-CN", "zh", "en"]);
    expect(fallbackChain("sr-Latn-RS", "en")).toEqual(["sr-Latn-RS", "sr-Latn", "en"]);
  });

  it("goes through every default, each once", () => {
    expect(fallbackChain("fr-CA", "fr-FR", "en-GB")).toEqual(["fr-CA", "fr", "fr-FR", "en-GB", "en"]);
    expect(fallbackChain("fr-CA")).toEqual(["fr-CA", "fr"]);
  });
});

describe("direction", () => {
  it("follows the script that the locale is written in", () => {
    for (const rtl of ["ar", "he", "fa-IR", "ur", "yi", "ckb", "dv", "pa-PK", "az-Arab", "en-Arab"])
      expect(direction(rtl), rtl).toBe("rtl");
    for (const ltr of ["en", "de", "ja", "pa", "ar-Latn", "ks-Deva", "xx"]) expect(direction(ltr), ltr).toBe("ltr");
  });

  it("agrees with ICU on every script it knows", () => {
    const icu = (tag: string): string | undefined => {
      const known: Intl.Locale & { getTextInfo?: () => { direction: string } } = new Intl.Locale(tag);
      return known.getTextInfo?.().direction;
    };
    const scripts =
      "Adlm Arab Armn Beng Cyrl Deva Ethi Geor Grek Guru Hang Hans Hebr Jpan Khmr Latn Mand Mong Nkoo Rohg Samr Sinh Syrc Tfng Thaa Thai Yezi";
    for (const script of scripts.split(" ")) expect(direction(`en-${script}`), script).toBe(icu(`en-${script}`));
  });
});

describe("sameWriting", () => {
  it("asks for language and script, not for the country", () => {
    expect(sameWriting("de-AT", "de-CH")).toBe(true);
    expect(sameWriting("zh-TW", "zh-Hant-HK")).toBe(true);
    expect(sameWriting("zh-TW", "zh")).toBe(false);
    expect(sameWriting("de", "nl")).toBe(false);
    expect(sameWriting("sr", "sr-Latn")).toBe(false);
  });
});

describe("isolated", () => {
  it("keeps values apart where the language runs from right to left", () => {
    expect(isolated("+49 30", "ar")).toBe("\u2068+49 30\u2069");
    expect(isolated("+49 30", "he-IL")).toBe("\u2068+49 30\u2069");
    expect(isolated("+49 30", "de")).toBe("+49 30");
    expect(isolated("", "ar")).toBe("");
  });
});

describe("pluralCategory", () => {
  it.each([
    ["1", "en", "cardinal", "one"],
    ["1.0", "en", "cardinal", "other"],
    ["0", "fr", "cardinal", "one"],
    ["1.5", "fr", "cardinal", "one"],
    ["1000000", "fr", "cardinal", "many"],
    ["0", "ar", "cardinal", "zero"],
    ["2", "ar", "cardinal", "two"],
    ["-3", "ar", "cardinal", "few"],
    ["11", "ar", "cardinal", "many"],
    ["100", "ar", "cardinal", "other"],
    ["1", "ja", "cardinal", "other"],
    ["3", "en", "ordinal", "few"],
  ] as const)("%s in %s, %s, is %s", (number, of, type, category) =>
    expect(pluralCategory(number, of, type)).toBe(category),
  );

  it("takes written numbers only", () => {
    for (const text of ["", "1.", ".5", "1e3", "1,5", "NaN", " 1", "१"])
      expect(() => pluralCategory(text, "en"), text).toThrow(RangeError);
  });
});
