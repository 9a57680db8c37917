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
