import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
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

const pluralEnding = /_(?:zero|one|two|few|many|other)$/;
const stem = (key: string): string => key.replace(pluralEnding, "");
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name).toSorted();
const files = names("locales/en");

test("every language has the same files", () => {
  expect(files.length).toBeGreaterThan(10);
  for (const language of Object.keys(languages)) expect(names(`locales/${language}`)).toEqual(files);
});

describe.each(Object.keys(languages))("%s", (language) => {
  test.each(files)("%s has every key, every plural and every placeholder", (file) => {
    const english = read("en", file);
    const own = read(language, file);
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const wanted = [...english.keys()].flatMap((key) =>
      pluralEnding.test(key) ? categories.map((category) => `${stem(key)}_${category}`) : [key],
    );
    expect([...own.keys()].toSorted()).toEqual([...new Set(wanted)].toSorted());
    for (const [key, text] of own) {
      expect(text.trim(), key).not.toBe("");
      expect(placeholders(text), key).toEqual(
        placeholders(english.get(key) ?? english.get(`${stem(key)}_other`) ?? ""),
      );
    }
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

test("German is not English", () => {
  const same = files.flatMap((file) => {
    const german = read("de", file);
    return [...read("en", file)]
      .filter(([key, text]) => /[a-z]{4} [a-z]{3}/.test(text) && german.get(key) === text)
      .map(([key]) => `${file.replace(".json", "")}:${key}`);
  });
  expect(same).toEqual([]);
});
