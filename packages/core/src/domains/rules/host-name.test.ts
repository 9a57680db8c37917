import { domainToUnicode } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { registrableDomain } from "../adapters/tldts.ts";
import { decideHost, type HostPolicy, normalHost } from "./host-name.ts";

const policy: HostPolicy = {
  own: ["eu.meridian.app", "console.meridian.app", "localhost", "127.0.0.1"],
  specialUse: false,
  toUnicode: domainToUnicode,
  registrableDomain,
};
const decide = (typed: string, more: Partial<HostPolicy> = {}) => {
  const decision = decideHost(typed, { ...policy, ...more });
  return decision.ok ? decision.host : decision.reason;
};

describe("a shop's domain", () => {
  it.each([
    ["orders.shop.com", "orders.shop.com"],
    ["  Orders.SHOP.com. ", "orders.shop.com"],
    ["käse.shop.de", "xn--kse-qla.shop.de"],
    ["xn--kse-qla.shop.de", "xn--kse-qla.shop.de"],
    ["straße.de", "xn--strae-oqa.de"],
    ["ショップ.jp", "xn--xckya1d0c.jp"],
    ["注文ショップ.jp", expect.stringMatching(/^xn--/)],
    ["магазин.рф", expect.stringMatching(/^xn--.*\.xn--p1ai$/)],
    ["متجر.com", expect.stringMatching(/^xn--/)],
    ["shop.co.uk", "shop.co.uk"],
    ["a-1.b2.io", "a-1.b2.io"],
    ["orders.shop.github.io", "orders.shop.github.io"],
    ["shop.公司.cn", "shop.xn--55qx5d.cn"],
    ["www.ck", "www.ck"],
    ["shop.newtopleveldomain", "shop.newtopleveldomain"],
    // What a Japanese keyboard types, and what a text that was copied hides, is to DNS what it looks like.
    ["ｓｈｏｐ。ｃｏｍ", "shop.com"],
    ["sh\u200bop.com", "shop.com"],
    ["\ufeffshop.com", "shop.com"],
    ["ⓢhop.com", "shop.com"],
    ["col·lecció.cat", expect.stringMatching(/^xn--/)],
    ["ファッション24.jp", expect.stringMatching(/^xn--/)],
    ["ルイ・ヴィトン.jp", expect.stringMatching(/^xn--/)],
    ["فروش\u200cگاه.ir", expect.stringMatching(/^xn--/)],
    ["ışık.com.tr", expect.stringMatching(/^xn--/)],
    ["việt.vn", expect.stringMatching(/^xn--/)],
    [`${"a".repeat(60)}.`.repeat(3) + `${"a".repeat(56)}.com`, expect.stringMatching(/^a.{241}m$/)],
  ])("%s is taken in the form of DNS", (typed, host) => {
    expect(decide(typed)).toEqual(host);
  });

  it.each([
    ["", "not_a_host"],
    ["https://shop.com", "not_a_host"],
    ["shop.com/orders", "not_a_host"],
    ["shop.com:8080", "not_a_host"],
    ["user@shop.com", "not_a_host"],
    ["*.shop.com", "not_a_host"],
    ["_meridian.shop.com", "not_a_host"],
    ["-shop.com", "not_a_host"],
    ["sh..op.com", "not_a_host"],
    [`${"a".repeat(64)}.com`, "not_a_host"],
    [`${"a.".repeat(130)}com`, "not_a_host"],
    ["1.2.3.4", "not_a_host"],
    ["0x7f.1", "not_a_host"],
    ["2130706433", "not_a_host"],
    ["[::1]", "not_a_host"],
    ["::1", "not_a_host"],
    ["xn--a.com", "not_a_host"],
    ["shop", "bare_suffix"],
    ["co.uk", "bare_suffix"],
    ["com.br", "bare_suffix"],
    ["co.uk.", "bare_suffix"],
    ["CO.UK", "bare_suffix"],
    ["github.io", "bare_suffix"],
    ["myshopify.com", "bare_suffix"],
    ["pvt.k12.ma.us", "bare_suffix"],
    ["tokyo.jp", "bare_suffix"],
    ["公司.cn", "bare_suffix"],
    ["xn--55qx5d.cn", "bare_suffix"],
    ["xn--p1ai", "bare_suffix"],
    ["anything.ck", "bare_suffix"],
    ["co.uk..", "not_a_host"],
    ["shop.local", "reserved"],
    ["shop.test", "reserved"],
    ["shop.internal", "reserved"],
    ["shop.onion", "reserved"],
    ["x.example.com", "reserved"],
    ["eu.meridian.app", "own_host"],
    ["x.eu.meridian.app", "own_host"],
    ["localhost", "own_host"],
    ["pаypal.com", "mixed_scripts"],
    ["gооgle.com", "mixed_scripts"],
    ["аррӏе.com", "confusable"],
    ["xn--80ak6aa92e.com", "confusable"],
    ["shop.com:443", "not_a_host"],
    ["shop\u202e.com", "not_a_host"],
    ["\u2066shop.com\u2069", "not_a_host"],
    ["sh\u200dop.com", "not_a_host"],
    ["sh\u0000op.com", "not_a_host"],
    ["１２７．０．０．１", "not_a_host"],
    ["127.0.0.1.", "not_a_host"],
    // What only looks like a slash, a hyphen or a heart is no letter.
    ["eu.meridian.app⁄x.de", "not_a_host"],
    ["eu.meridian.app∕x.de", "not_a_host"],
    ["a½.com", "not_a_host"],
    ["–shop.com", "not_a_host"],
    ["shop−x.com", "not_a_host"],
    ["i❤.com", "not_a_host"],
    ["shop·x.com", "not_a_host"],
    ["com・evil.jp", "not_a_host"],
    ["comノevil.jp", "confusable"],
    ["shopーevil.jp", "confusable"],
    ["sho\u0337p.com", "confusable"],
    ["ɡoogle.com", "confusable"],
    ["ᴀpple.com", "confusable"],
    ["раураӏ.co.uk", "confusable"],
    ["shop1۲.com", "mixed_scripts"],
    ["eu.mеridian.app", "mixed_scripts"],
    ["ｅｕ。ｍｅｒｉｄｉａｎ。ａｐｐ", "own_host"],
    ["e\u200bu.meridian.app", "own_host"],
    ["ＬＯＣＡＬＨＯＳＴ.", "own_host"],
    ["shop.ＥＸＡＭＰＬＥ", "reserved"],
    ["1.0.0.127.in-addr.arpa", "reserved"],
    ["metadata.google.internal", "reserved"],
    // Its proof would have a longer name than DNS knows.
    [`${"a".repeat(60)}.`.repeat(3) + `${"a".repeat(57)}.com`, "not_a_host"],
  ])("%s is refused: %s", (typed, reason) => {
    expect(decide(typed)).toBe(reason);
  });

  it("may be of a special ending where no public name server is asked", () => {
    expect(decide("orders.shop.localhost", { specialUse: true })).toBe("orders.shop.localhost");
    expect(decide("localhost", { specialUse: true })).toBe("own_host");
  });

  it("has one form only: what was taken is taken again as it is", () => {
    const label = fc.stringMatching(/^[a-z0-9äöüßéñа-яα-ω-]{1,12}$/u);
    fc.assert(
      fc.property(
        fc.array(label, { minLength: 1, maxLength: 3 }),
        fc.constantFrom("com", "de", "io"),
        (labels, top) => {
          const host = normalHost([...labels, top].join("."));
          if (host === undefined) return;
          expect(normalHost(host)).toBe(host);
          expect(normalHost(host.toUpperCase())).toBe(host);
          expect(normalHost(`${host}.`)).toBe(host);
          expect(host).toMatch(/^[a-z0-9.-]{1,253}$/);
        },
      ),
    );
  });

  it("is never a public suffix, and always one when a name is put in front of a suffix", () => {
    const suffixes = ["com", "co.uk", "com.br", "github.io", "k12.ma.us", "xn--p1ai", "公司.cn", "s3.amazonaws.com"];
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z][a-z0-9]{2,9}z$/),
        fc.constantFrom(...suffixes),
        fc.constantFrom("", "."),
        (name, suffix, dot) => {
          const decision = decideHost(`${name}.${suffix}${dot}`, policy);
          expect(decision).toMatchObject({ ok: true });
          if (!decision.ok) return;
          expect(registrableDomain(decision.host)).toBe(decision.host);
          expect(registrableDomain(`orders.${decision.host}`)).toBe(decision.host);
          expect(decide(`${suffix}${dot}`)).toBe("bare_suffix");
        },
      ),
    );
  });

  it("shows nothing in an address that could be taken for its end or for another part of it", () => {
    // Between letters that join, a joiner changes what is seen; anywhere else none is let in (see above).
    const sign = fc.constantFrom(...Array.from("⁄∕╱⧸／．。·‐‑‒–—−﹣＿:⁚∶꞉܃%٪#﹟?﹖@﹫ \u00a0\u2800\u3164・･"));
    fc.assert(
      fc.property(sign, fc.constantFrom("shop", "ショップ", "متجر", "лавка"), (char, word) => {
        const decision = decideHost(`${word}${char}${word}.com`, policy);
        if (!decision.ok) return;
        const shown = domainToUnicode(decision.host);
        expect(shown).toMatch(word === "ショップ" ? /^[\p{L}\p{M}\p{Nd}.・-]+$/u : /^[\p{L}\p{M}\p{Nd}.-]+$/u);
      }),
    );
  });

  it("is decided about for any text, without a fault", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
        const decision = decideHost(text, policy);
        if (decision.ok) expect(decision.host).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
      }),
    );
  });
});
