import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const here = import.meta.dirname;
const languages = ["en", "de"] as const;
const sources = readdirSync(here, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !/\.(db\.)?test\.ts$/.test(file),
);
const slices = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(`${here}/${entry.name}`).includes("locales"))
  .map((entry) => entry.name);

type Words = { readonly [key: string]: string | Words };
const words: z.ZodType<Words> = z.lazy(() => z.record(z.string(), z.union([z.string(), words])));

/** The words of a slice, by their path. */
function wordsOf(slice: string, language: string): Map<string, string> {
  const flat = new Map<string, string>();
  const walk = (node: Words, path: string): void => {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === "string") flat.set(`${path}${key}`, value);
      else walk(value, `${path}${key} › `);
    }
  };
  walk(words.parse(JSON.parse(readFileSync(`${here}/${slice}/locales/${language}.json`, "utf8"))), "");
  return flat;
}

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1] ?? "").toSorted();

describe.each(slices)("the words of %s", (slice) => {
  const english = wordsOf(slice, "en");

  it("exist in every language, with the same values filled in", () => {
    for (const language of languages) {
      const translated = wordsOf(slice, language);
      expect([...translated.keys()].toSorted()).toEqual([...english.keys()].toSorted());
      for (const [key, text] of translated) {
        expect(text, `${language} ${key}`).not.toBe("");
        expect(placeholders(text), `${language} ${key}`).toEqual(placeholders(english.get(key) ?? ""));
      }
    }
  });

  it("were translated", () => {
    const same = [...wordsOf(slice, "de")].filter(
      ([key, text]) =>
        english.get(key) === text && /[a-z]{4,}.*\s.*[a-z]{4,}/.test(text.replaceAll(/\{\{\w+\}\}/g, "")),
    );
    expect(same).toEqual([]);
  });
});

it("has a sentence for every error code that is thrown", () => {
  const sentences = new Set(slices.flatMap((slice) => [...wordsOf(slice, "en").keys()]));
  const thrown = new Map<string, string>();
  for (const file of sources) {
    const text = readFileSync(`${here}/${file}`, "utf8");
    for (const match of text.matchAll(/new DomainError(?:<\w+>)?\(\s*"\w+",\s*"([\w.]+)"/g))
      thrown.set(match[1] ?? "", file);
  }
  expect(thrown.size).toBeGreaterThan(10);
  expect([...thrown].filter(([code]) => !sentences.has(`errors › ${code}`))).toEqual([]);
});
