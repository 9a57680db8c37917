import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { negotiate } from "./negotiate-locale.ts";

const shop: readonly string[] = ["en", "de", "de-CH", "zh-TW", "pt-BR"];

describe("negotiate", () => {
  it.each([
    ["de", "de"],
    ["de-AT", "de"],
    ["de-CH, de;q=0.9", "de-CH"],
    ["DE-ch", "de-CH"],
    ["fr-FR,fr;q=0.9,de;q=0.8,en;q=0.7", "de"],
    ["en;q=0.1, de;q=0.5", "de"],
    ["pt-PT", "pt-BR"],
    ["pt", "pt-BR"],
    ["zh-Hant-TW", "zh-TW"],
    ["zh-Hant-HK", "zh-TW"],
    ["zh-CN", "en"],
    ["fr", "en"],
    ["*", "en"],
    ["de;q=0, *", "en"],
    ["de;q=0, de-CH", "en"],
    ["de-CH;q=0, de-CH, de", "de"],
    ["", "en"],
    [";;,,q=1,de;q=x,de_AT, pt-BR ; q=0.5", "pt-BR"],
    [undefined, "en"],
    [null, "en"],
  ])("%s: %s", (header, expected) => {
    expect(negotiate(header, shop, "en")).toBe(expected);
  });

  it("answers with the default when nothing is on offer", () => {
    expect(negotiate("de", [], "en")).toBe("en");
  });

  it("always answers with something on offer, whatever the header", () => {
    const header = fc.oneof(
      fc.string(),
      fc.stringMatching(/^([a-zA-Z]{1,4}(-[A-Za-z0-9]{1,8})*(;q=[0-9.]{1,4})?,? ?){0,12}$/),
    );
    fc.assert(
      fc.property(header, (text) => {
        expect(shop).toContain(negotiate(text, shop, "en"));
      }),
    );
  });

  it("reads the first ranges of a long header only", () => {
    expect(negotiate(`${"fr,".repeat(5000)}de`, shop, "en")).toBe("en");
  });
});
