import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type PageWords, wordsFor } from "../demo/words.ts";
import { speak } from "../src/elements/languages.ts";
import type { Words } from "../src/words.ts";

const src = join(import.meta.dirname, "../src");
const file = (name: string) => JSON.parse(readFileSync(join(src, `locales/${name}.json`), "utf8")) as Words;
/** The first texts of a language with those of what comes late. */
const read = (language: string): Words => ({ ...file(language), ...file(`parts/${language}`) });
const languages = readdirSync(join(src, "locales/parts")).map((file) => file.replace(".json", ""));
const en = read("en");
const ending = /_(zero|one|two|few|many|other)$/;
const isPlural = (key: string) => ending.test(key) && `${stem(key)}_other` in en;
const stem = (key: string) => key.replace(ending, "");
const holes = (text = "") =>
  [...text.matchAll(/{{(\w+)}}/g)].map(([, name = ""]) => name).toSorted((a, b) => a.localeCompare(b));

/** The same word in English and in the language, looked at. */
const same: Readonly<Record<string, readonly string[]>> = {
  de: ["name"],
  es: ["total", "rateIncluded"],
  fr: ["total", "email"],
};

test("the elements speak every language of the platform", async () => {
  expect(languages.toSorted()).toEqual(["ar", "de", "en", "es", "fr", "ja"]);
  for (const language of languages) {
    const speech = await speak(`${language}-001`);
    expect([language, speech.lang, speech.dir]).toEqual([language, language, language === "ar" ? "rtl" : "ltr"]);
    expect(speech.say("add")).toBe(read(language)["add"]);
    expect(speech.say("close")).toBe("close");
    expect((await speak(`${language}-001`, true)).say("close")).toBe(read(language)["close"]);
  }
});

describe.each(languages)("%s", (language) => {
  const own = read(language);

  test("has every text and every plural, with the same holes", () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const wanted = Object.keys(en).flatMap((key) =>
      isPlural(key) ? categories.map((category) => `${stem(key)}_${category}`) : [key],
    );
    expect(Object.keys(own).toSorted()).toEqual([...new Set(wanted)].toSorted());
    for (const [key, text] of Object.entries(own)) {
      expect(text.trim(), key).not.toBe("");
      // Arabic's forms for none, one and two say their number in words.
      const inWords = language === "ar" && /_(zero|one|two)$/.test(key);
      expect([key, holes(text)]).toEqual([key, inWords ? [] : holes(en[key] ?? en[`${stem(key)}_other`])]);
    }
  });

  test.skipIf(language === "en")("was translated", () => {
    const letters = (text: string) => /\p{L}/u.test(text.replace(/{{\w+}}/g, ""));
    expect(Object.keys(own).filter((key) => own[key] === en[key] && letters(own[key] ?? ""))).toEqual(
      same[language] ?? [],
    );
  });

  test("is spoken by the demo's own page too", () => {
    const [page, english] = [wordsFor(`${language}-001`), wordsFor("en")];
    for (const key of Object.keys(english) as (keyof PageWords)[]) {
      const [text, translated] = [english[key], page[key]];
      expect([key, /{\w+}/.exec(translated)?.[0]]).toEqual([key, /{\w+}/.exec(text)?.[0]]);
      if (language !== "en") expect(translated, key).not.toBe(text);
    }
  });
});

test("what a page shows at first needs no text that comes late", () => {
  const first = new Set(Object.keys(file("en")).map(stem));
  for (const path of globSync(`${src}/elements/*.ts`))
    for (const [, key = ""] of readFileSync(path, "utf8").matchAll(/\bsay\(\s*"(\w+)"/g))
      expect([path, key, first.has(key)]).toEqual([path, key, true]);
});

test("every text is used, and every text that is used exists", () => {
  const code = [...globSync(`${src}/elements/**/*.ts`), `${src}/types.ts`, `${src}/order-types.ts`]
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const known = new Set(Object.keys(en).map(stem));
  for (const key of known) expect([key, new RegExp(`["\`]${key}["\`]|\\b${key}: "`).test(code)]).toEqual([key, true]);
  for (const [, key = ""] of code.matchAll(/\bsay\(\s*"(\w+)"/g)) expect([key, known.has(key)]).toEqual([key, true]);
});
