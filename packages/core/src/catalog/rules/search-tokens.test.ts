import fc from "fast-check";
import { expect, test } from "vitest";
import { fold, searchText } from "./fold.ts";
import { searchTokens } from "./search-tokens.ts";

const finds = (query: string, text: string, locale: string): boolean =>
  searchTokens(query, locale).every((word) => searchText([text], locale).includes(word));

test.each([
  ["de", '“Rote”  rote "Lampe"', ["rote", "lampe"]],
  ["de", "   ", []],
  ["en", "?!", []],
  ["es", "¿Lámpara roja?", ["lampara", "roja"]],
  ["fr", "l’huile d'olive", ["huile", "olive"]],
  ["fr", "aujourd'hui", ["aujourd'hui"]],
  ["ja", "赤い電気ケトル", ["赤い", "電気", "けとる"]],
  ["ja", "りんごのジュース", ["りんご", "じゅーす"]],
  ["ja", "の", ["の"]],
  ["ja", "「傘」", ["傘"]],
  ["ar", "المِصباح والكُرسي", ["مصباح", "كرسي"]],
  ["ar", "للمطبخ", ["مطبخ"]],
  ["ar", "ال", ["ال"]],
])("in %s, %s asks for %j", (locale, text, words) => expect(searchTokens(text, locale)).toEqual(words));

test.each([
  ["ja", "電気赤ケトル", "赤い電気ケトル 1.7L", true],
  ["ja", "コンピューターバッグ", "コンピュータ用バッグ", true],
  ["ja", "ぼーる", "サッカーボール", true],
  ["ja", "りんごジュース", "りんごのジュース", true],
  ["ja", "かき", "がき", false],
  ["ar", "المكتبه", "مَكْتَبَة خشبية", true],
  ["ar", "إبريق", "ابريق شاي", true],
  ["de", "Loeffel", "Holzlöffel", true],
  ["de", "loffel", "Holzlöffel", true],
  ["de", "STRASSE", "Straßenlampe", true],
  ["fr", "oeuvre", "chef-d’œuvre", true],
  ["fr", "huile", "L’huile d’olive", true],
  ["es", "nino", "Taza de niño", true],
  ["en", "kettle blue", "Red kettle", false],
])("in %s, %s in %s: %s", (locale, query, text, found) => expect(finds(query, text, locale)).toBe(found));

test("a text is found by itself and by each of its words, in every language", () => {
  const letters = "aÄöß œ’éñ あいカケーール が傘電気 أإمصباحال كرسيةى ١2".split("");
  const texts = fc.array(fc.constantFrom(...letters), { maxLength: 30 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(texts, fc.constantFrom("de", "fr", "ja", "ar"), (text, locale) => finds(text, text, locale)),
    { numRuns: 1_000 },
  );
});

test("tokens are folded, few, and each there once", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.constantFrom("en", "ja", "ar"), (text, locale) => {
      const tokens = searchTokens(text, locale);
      expect(tokens.length).toBeLessThanOrEqual(12);
      expect(new Set(tokens).size).toBe(tokens.length);
      for (const token of tokens) expect(fold(token)).toBe(token);
    }),
  );
});
