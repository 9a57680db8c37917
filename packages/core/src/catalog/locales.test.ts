import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { languages } from "../kernel/languages.ts";
import { issueCodes } from "./rules/import/issue-codes.ts";

const sentences = (language: string): { errors: Record<string, string>; import: Record<string, string> } =>
  JSON.parse(readFileSync(new URL(`locales/${language}.json`, import.meta.url), "utf8"));

test.each(languages)("everything that is said about a row has a sentence in %s", (language) => {
  expect(Object.keys(sentences(language).import).toSorted()).toEqual([...issueCodes].toSorted());
});
