import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { issueCodes } from "./rules/import/issue-codes.ts";

const sentences = (language: string): { errors: Record<string, string>; import: Record<string, string> } =>
  JSON.parse(readFileSync(new URL(`locales/${language}.json`, import.meta.url), "utf8"));

test.each(["en", "de"])("everything that is said about a row has a sentence in %s", (language) => {
  expect(Object.keys(sentences(language).import).toSorted()).toEqual([...issueCodes].toSorted());
});

test("both languages say the same things", () => {
  expect(Object.keys(sentences("de").errors)).toEqual(Object.keys(sentences("en").errors));
});
