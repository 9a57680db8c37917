import fc from "fast-check";
import { expect, it } from "vitest";
import { fallbackChain } from "./locale.ts";
import { pickTranslation } from "./translation.ts";

it("falls back field by field", () => {
  const texts = {
    "de-AT": { title: "Stehlampe", description: null },
    de: { title: "Lampe", description: "Aus Messing" },
    en: { title: "Lamp", description: "Of brass", care: "Wipe dry" },
  };
  const chain = fallbackChain("de-AT", "en");
  expect(pickTranslation(chain, texts, "title")).toEqual({ value: "Stehlampe", locale: "de-AT" });
  expect(pickTranslation(chain, texts, "description")).toEqual({ value: "Aus Messing", locale: "de" });
  expect(pickTranslation(chain, texts, "care")).toEqual({ value: "Wipe dry", locale: "en" });
  // @ts-expect-error a field that the texts do not have
  expect(pickTranslation(chain, texts, "size")).toBeUndefined();
});

it("is never blank while any locale of the chain has text, and is the first that has", () => {
  const chain = ["de-AT", "de", "en"] as const;
  const text = fc.option(fc.oneof(fc.constant(""), fc.constant(" \n"), fc.string()), { nil: null });
  const byLocale = fc.record({
    "de-AT": fc.record({ title: text }),
    de: fc.record({ title: text }),
    en: fc.record({ title: text }),
  });
  fc.assert(
    fc.property(byLocale, (texts) => {
      const expected = chain.find((tag) => (texts[tag].title ?? "").trim() !== "");
      const picked = pickTranslation(chain, texts, "title");
      expect(picked).toEqual(expected && { value: texts[expected].title, locale: expected });
    }),
  );
});

it("does not take inherited properties for texts", () => {
  expect(pickTranslation(["__proto__", "constructor"], {}, "name")).toBeUndefined();
  expect(pickTranslation<string, string>(["en"], { en: {} }, "constructor")).toBeUndefined();
});
