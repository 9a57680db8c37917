import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { textOf } from "./localise.ts";
import { arranged, availableIn, everyLocale, nothingOwn, type OverrideState, textsIn } from "./override.ts";

const level = (locale: string, own: Partial<OverrideState>): OverrideState => ({ ...nothingOwn, locale, ...own });
const lamp = { de: { title: "Lampe", description: "Leuchtet" }, en: { title: "Lamp", description: "Shines" } };
const titleOf = (overrides: readonly OverrideState[], chain: readonly string[]) =>
  textOf(chain, textsIn(lamp, overrides, chain), "title");

describe("texts of a market", () => {
  const whole = level(everyLocale, { title: "Lux" });
  const german = level("de", { title: "Leuchte" });
  test("are the product's where it has none", () => {
    expect(titleOf([], ["de", "en"])).toEqual({ value: "Lampe", locale: "de" });
    expect(titleOf([level("de", { description: "Hell" })], ["de"])?.value).toBe("Lampe");
  });
  test("are the language's own, else the market's, field by field", () => {
    expect(titleOf([german, whole], ["de", "en"])?.value).toBe("Leuchte");
    expect(titleOf([german, whole], ["en", "de"])?.value).toBe("Lux");
    expect(textOf(["de"], textsIn(lamp, [german, whole], ["de"]), "description")?.value).toBe("Leuchtet");
  });
  test("in the reader's language come before those of another one", () => {
    expect(titleOf([level("en", { title: "Light" })], ["de", "en"])?.value).toBe("Lampe");
    expect(titleOf([level("en", { title: "Light" })], ["fr", "en"])?.value).toBe("Light");
  });
});

test("a language may be sold to where its market is not, and the other way round", () => {
  const closed = level(everyLocale, { available: false });
  expect(availableIn([], "de")).toBe(true);
  expect(availableIn([closed], "de")).toBe(false);
  expect(availableIn([closed, level("de", { available: true })], "de")).toBe(true);
  expect(availableIn([closed, level("de", { available: true })], "en")).toBe(false);
  expect(availableIn([level("de", { available: false })], "de")).toBe(false);
  expect(availableIn([level("de", { available: false })], "en")).toBe(true);
});

const value = fc.option(fc.string({ minLength: 1 }).filter((text) => text.trim() !== ""));
const levels = fc.uniqueArray(
  fc.record({ locale: fc.constantFrom(everyLocale, "de", "en", "fr"), title: value, description: value }),
  { selector: ({ locale }) => locale },
);

test("taking a value back gives what there was before it", () => {
  fc.assert(
    fc.property(levels, fc.constantFrom("de", "en"), fc.string({ minLength: 1 }), (others, locale, title) => {
      const rest = others.filter((one) => one.locale !== locale).map((one) => level(one.locale, one));
      const before = titleOf(rest, [locale, "de"]);
      expect(titleOf([...rest, level(locale, { title: null })], [locale, "de"])?.value).toBe(before?.value);
      if (title.trim() === "") return;
      expect(titleOf([...rest, level(locale, { title })], [locale, "de"])?.value).toBe(title);
    }),
  );
});

test("the market's order of pictures loses none and keeps the others in theirs", () => {
  const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 8 });
  fc.assert(
    fc.property(ids, ids, (all, order) => {
      const pictures = all.map((id) => ({ id }));
      const shown = arranged(pictures, [level(everyLocale, { pictures: order })], "de").map(({ id }) => id);
      const named = order.filter((id) => all.includes(id));
      expect(shown).toEqual([...named, ...all.filter((id) => !named.includes(id))]);
    }),
  );
});
