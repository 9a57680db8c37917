import { readFileSync } from "node:fs";
import { type Language, languages } from "@meridian/core/kernel/languages";
import { fallbackChain } from "@meridian/core/kernel/locale";
import { z } from "zod";

type Words = { readonly [key: string]: string | Words };
const words: z.ZodType<Words> = z.lazy(() => z.record(z.string(), z.union([z.string(), words])));
const file = z.object({ page: words }).loose();

function read(language: Language): Words {
  const path = new URL(`../../../../packages/core/src/orders/locales/${language}.json`, import.meta.url);
  return file.parse(JSON.parse(readFileSync(path, "utf8"))).page;
}

const pages = new Map(languages.map((language) => [language as string, read(language)]));

export interface PageWords {
  /** The language that the words are really in. */
  readonly language: string;
  readonly t: (path: string, values?: Readonly<Record<string, string>>) => string;
}

/** The words of the pages that we serve to shoppers, in the nearest of our languages. */
export function pageWords(locale: string): PageWords {
  const language = fallbackChain(locale).find((form) => pages.has(form)) ?? languages[0];
  const page = pages.get(language) ?? {};
  const t: PageWords["t"] = (path, values = {}) => {
    const found = path
      .split(".")
      .reduce<string | Words | undefined>((node, key) => (typeof node === "object" ? node[key] : undefined), page);
    return (typeof found === "string" ? found : path).replaceAll(
      /\{\{(\w+)\}\}/g,
      (_, name: string) => values[name] ?? "",
    );
  };
  return { language, t };
}
