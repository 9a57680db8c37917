import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { languages } from "./kernel/languages.ts";
import { missingWords, sameAsEnglish, type Words } from "./testing/words.ts";

const here = import.meta.dirname;
const sources = readdirSync(here, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !/\.(db\.)?test\.ts$/.test(file),
);
const slices = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(`${here}/${entry.name}`).includes("locales"))
  .map((entry) => entry.name);

type Tree = { readonly [key: string]: string | Tree };
const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));

/** The words of a slice, by their path. */
function wordsOf(slice: string, language: string): Words {
  const flat = new Map<string, string>();
  const walk = (node: Tree, path: string): void => {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === "string") flat.set(`${path}${key}`, value);
      else walk(value, `${path}${key} › `);
    }
  };
  walk(tree.parse(JSON.parse(readFileSync(`${here}/${slice}/locales/${language}.json`, "utf8"))), "");
  return flat;
}

/** Texts that are the same in English and in the language, looked at. */
const same: Readonly<Record<string, readonly string[]>> = {
  de: ["Marketing"],
  fr: ["Marketing", "Total"],
  es: ["Marketing", "Total"],
};

describe.each(slices)("the words of %s", (slice) => {
  const english = wordsOf(slice, "en");

  it("are in no language that the platform does not speak", () => {
    expect(readdirSync(`${here}/${slice}/locales`).toSorted()).toEqual(
      languages.map((language) => `${language}.json`).toSorted(),
    );
  });

  it.each(languages)("are complete in %s, with the same values filled in", (language) => {
    expect(missingWords(language, english, wordsOf(slice, language))).toEqual([]);
  });

  it.each(languages.slice(1))("were translated into %s", (language) => {
    expect(sameAsEnglish(english, wordsOf(slice, language), same[language])).toEqual([]);
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
