import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { skeleton } from "./skeleton.ts";
import { decideSlug, slugFrom, withSuffix } from "./slug.ts";

describe("slugs", () => {
  test.each([
    ["Müller & Söhne", "de", "mueller-soehne"],
    ["Müller & Söhne", "en", "muller-sohne"],
    ["Straße 7", "de-AT", "strasse-7"],
    ["  L'Été à Paris ", "fr", "l-ete-a-paris"],
    ["Øre ı Þor", "da", "ore-i-thor"],
    ["東京", "ja", "shop"],
    ["X1", "en", "shop-x1"],
    ["𝖬𝖾𝗋𝗂𝖽𝗂𝖺𝗇", "en", "meridian"],
    ["Ｌａｍｐｓ", "en", "lamps"],
    ["xn--80ak6aa92e", "en", "xn-80ak6aa92e"],
    ["a\u202Eb", "en", "a-b"],
    ['a";DROP SCHEMA b;--', "en", "a-drop-schema-b"],
    ["../../etc", "en", "etc"],
  ])("%s (%s) suggests %s", (name, locale, slug) => {
    expect(slugFrom(name, locale)).toBe(slug);
  });

  test("any name suggests a slug that has the form of one", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (name) => {
        const decision = decideSlug(slugFrom(name, "de"));
        expect(decision.ok || decision.reason === "reserved" || decision.reason === "confusable").toBe(true);
        expect(decideSlug(withSuffix(slugFrom(name, "en"), "2b3c4")).ok).toBe(true);
      }),
    );
  });

  test.each([
    "pg_catalog",
    "ab",
    "a".repeat(41),
    "a--b",
    "xn--shop",
    "-shop",
    "shop-",
    "Shop",
    "shop.",
    "shop\0",
    "раураl",
    "a\u202Eb",
    "../x",
    'a"b',
    "",
  ])("%j is no slug", (text) => {
    expect(decideSlug(text).ok).toBe(false);
  });

  test("reserved names and what looks like them are refused", () => {
    expect(decideSlug("admin")).toEqual({ ok: false, reason: "reserved" });
    expect(decideSlug("adrnin")).toEqual({ ok: false, reason: "confusable" });
    expect(decideSlug("l0gin")).toEqual({ ok: false, reason: "confusable" });
    expect(decideSlug("paypa1")).toEqual({ ok: false, reason: "confusable" });
    expect(decideSlug("vvvvvv")).toEqual({ ok: false, reason: "confusable" });
    expect(decideSlug("lampen")).toEqual({ ok: true, slug: "lampen" });
  });

  test("no spelling of a reserved name that looks like it is a slug", () => {
    const alike: Readonly<Record<string, readonly string[]>> = {
      o: ["0"], l: ["1"], "0": ["o"], "1": ["l"], m: ["rn"], w: ["vv"],
    }; // oxfmt-ignore
    const reserved = fc.constantFrom("admin", "login", "www", "webhook", "demo", "mail", "tls", "portal", "system");
    const choice = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(reserved, choice, (name, swaps) => {
        const spelled = name
          .split("")
          .map((char, i) => (swaps[i] === true ? (alike[char]?.[0] ?? char) : char))
          .join("");
        expect(decideSlug(spelled)).toEqual({ ok: false, reason: spelled === name ? "reserved" : "confusable" });
      }),
    );
  });

  test("a name in other letters that look Latin never suggests the Latin name's slug", () => {
    const cyrillic: Readonly<Record<string, string>> = { a: "а", c: "с", e: "е", o: "о", p: "р", x: "х", y: "у" };
    const word = fc.stringMatching(/^[aceopxy]{4,12}$/);
    fc.assert(
      fc.property(word, fc.integer({ min: 0, max: 11 }), (text, at) => {
        const i = at % text.length;
        const written = [...text].map((char, n) => (n === i ? (cyrillic[char] ?? char) : char)).join("");
        expect(slugFrom(written, "en")).not.toBe(text);
      }),
    );
  });

  test("looking alike is an equivalence", () => {
    const slug = fc.stringMatching(/^[a-z0-9]{3,20}$/);
    fc.assert(
      fc.property(slug, (text) => {
        expect(skeleton(skeleton(text))).toBe(skeleton(text));
      }),
    );
    expect(skeleton("lamp10")).toBe(skeleton("larnpl0"));
    expect(skeleton("lamps")).not.toBe(skeleton("lambs"));
  });
});
