import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { missingWords, sameAsEnglish, stem } from "@meridian/core/testing/words";
import { languages } from "./lib/languages.ts";

const root = import.meta.dirname;
const names = (folder: string): string[] => readdirSync(join(root, folder)).filter((name) => name.endsWith(".json"));

interface Tree {
  readonly [key: string]: string | Tree;
}
function flatten(tree: Tree, way = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[way + key, value] as [string, string]] : flatten(value, `${way}${key}.`),
  );
}
const read = (language: string, file: string): Map<string, string> =>
  new Map(flatten(JSON.parse(readFileSync(join(root, "locales", language, file), "utf8")) as Tree));

const files = names("locales/en");

test("every language has the same files", () => {
  expect(files.length).toBeGreaterThan(10);
  for (const language of Object.keys(languages)) expect(names(`locales/${language}`)).toEqual(files);
});

/** Texts that are the same in English and in the language, looked at. */
const same: Readonly<Record<string, readonly string[]>> = {
  de: [
    "Banner", "Name", "Option {{number}}", "Region", "Region EU", "Region US", "Shop", "Team", "{{label}} in {{currency}}",
    "{{size}} kB",
  ], // oxfmt-ignore
  fr: [
    "Actions", "Active", "Description", "Marketing", "Mode", "Notifications", "Option {{number}}", "Options", "Pages",
    "Promotions", "SKU", "Source", "Standard", "Stock", "Taxes", "Total", "Type", "{{name}} (code {{code}})",
  ], // oxfmt-ignore
  es: ["Editor", "Marketing", "SKU", "Total", "{{count}} error", "{{size}} kB"],
  ja: ["SKU", "{{size}} kB"],
  ar: ["SKU"],
};

describe.each(Object.keys(languages))("%s", (language) => {
  test.each(files)("%s has every key, every plural and every placeholder", (file) => {
    expect(missingWords(language, read("en", file), read(language, file))).toEqual([]);
  });

  test.skipIf(language === "en")("is translated", () => {
    const untranslated = files.flatMap((file) =>
      sameAsEnglish(read("en", file), read(language, file), same[language]).map(
        (key) => `${file.replace(".json", "")}:${key}`,
      ),
    );
    expect(untranslated).toEqual([]);
  });
});

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}

/** Keys as the code names them; `${…}` in a key stands for any one part of it. */
function usedKeys(): RegExp[] {
  const found = ["app", "lib", "pages"]
    .flatMap(sources)
    .flatMap((code) => [...code.matchAll(/\bt\(\s*(?:"([^"]+)"|`([^`]+)`)/g)]);
  const branches = ["app", "lib", "pages"]
    .flatMap(sources)
    .flatMap((code) => [...code.matchAll(/[?:] "([a-zA-Z]+(?:\.[a-zA-Z]+)*)"/g)]);
  return [...found, ...branches].map(([, plain, template]) => {
    const key = (plain ?? template ?? "").replace(/^\w+:/, "");
    const pattern = key
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("[^.]+");
    return new RegExp(`^${pattern}$`);
  });
}

test("no word is left that nothing says", () => {
  const used = usedKeys();
  const unused = files.flatMap((file) =>
    [...read("en", file).keys()]
      .filter((key) => !used.some((pattern) => pattern.test(stem(key))))
      .map((key) => `${file}: ${key}`),
  );
  expect(unused).toEqual([]);
});
