import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Words } from "../src/words.ts";

const src = join(import.meta.dirname, "../src");
const read = (language: string) => JSON.parse(readFileSync(join(src, `locales/${language}.json`), "utf8")) as Words;
const en = read("en");
const de = read("de");
const stem = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, "");
const holes = (text: string) =>
  [...text.matchAll(/{{(\w+)}}/g)].map(([, name = ""]) => name).toSorted((a, b) => a.localeCompare(b));

/** The same word in both languages, looked at. */
const sameInGerman = ["rateAdded", "name"];

test("both languages have the same keys with the same holes", () => {
  expect(Object.keys(de).toSorted()).toEqual(Object.keys(en).toSorted());
  for (const [key, text] of Object.entries(en)) expect([key, holes(de[key] ?? "")]).toEqual([key, holes(text)]);
});

test("nothing was left in English", () => {
  expect(Object.keys(en).filter((key) => en[key] === de[key])).toEqual(sameInGerman);
});

test("plural forms are complete", () => {
  for (const [language, words] of Object.entries({ en, de })) {
    const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const forms = Map.groupBy(
      Object.keys(words).filter((key) => key !== stem(key)),
      stem,
    );
    for (const [key, found] of forms) {
      expect([key, found.map((form) => form.slice(key.length + 1)).toSorted()]).toEqual([key, wanted]);
    }
  }
});

test("every text is used, and every text that is used exists", () => {
  const code = [...globSync(`${src}/elements/*.ts`), `${src}/types.ts`]
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const known = new Set(Object.keys(en).map(stem));
  for (const key of known) expect([key, new RegExp(`["\`]${key}["\`]|\\b${key}: "`).test(code)]).toEqual([key, true]);
  for (const [, key = ""] of code.matchAll(/\bsay\(\s*"(\w+)"/g)) expect([key, known.has(key)]).toEqual([key, true]);
});
