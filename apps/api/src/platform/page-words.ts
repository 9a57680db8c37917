import { readFileSync } from "node:fs";
import { type Language, languages } from "@meridian/core/kernel/languages";
import { fallbackChain, isolated } from "@meridian/core/kernel/locale";
import { z } from "zod";

type Words = { readonly [key: string]: string | Words };
const words: z.ZodType<Words> = z.lazy(() => z.record(z.string(), z.union([z.string(), words])));
const orders = z.object({ page: words }).loose();
const mails = z.object({ mail: z.object({ awaited: words }).loose() }).loose();

function json(slice: string, language: Language): unknown {
  const path = new URL(`../../../../packages/core/src/${slice}/locales/${language}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8"));
}

/** A page tells in the mail's words how to pay. */
function read(language: Language): Words {
  const { awaited } = mails.parse(json("notifications", language)).mail;
  return { ...orders.parse(json("orders", language)).page, awaited };
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
    return (typeof found === "string" ? found : path).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
      isolated(values[name] ?? "", language),
    );
  };
  return { language, t };
}
