import { inSentence } from "@meridian/core/kernel/in-sentence";
import { direction } from "@meridian/core/kernel/locale";
import type { Language } from "../../lib/languages.ts";
import type { Words } from "../../locales/words.ts";

type Tree = { readonly [key: string]: string | Tree };
type Keys<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Keys<T[K]>}` }[keyof T & string];
type Key = Keys<Words["staff"]> | `common:${Keys<Words["common"]>}`;

/** The words of the log-in page in one language. */
export interface Speech {
  readonly language: Language;
  readonly t: (key: Key, values?: Readonly<Record<string, string>>) => string;
}

const files = import.meta.glob<Tree>("../../locales/*/{common,staff}.json", { import: "default" });

/** Two files are all that this page says: the console's own library of words is not worth its weight here. */
export async function loadSpeech(language: Language): Promise<Speech> {
  const [common, staff] = await Promise.all(
    ["common", "staff"].map((name) => read(`../../locales/${language}/${name}.json`)),
  );
  document.documentElement.lang = language;
  document.documentElement.dir = direction(language);
  return {
    language,
    t(key, values = {}) {
      const [tree, path] = key.startsWith("common:") ? [common, key.slice("common:".length)] : [staff, key];
      let found: string | Tree | undefined = tree;
      for (const part of path.split(".")) found = typeof found === "object" ? found[part] : undefined;
      const text = typeof found === "string" ? found : key;
      return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => inSentence(values[name] ?? "", language));
    },
  };
}

async function read(path: string): Promise<Tree> {
  const load = files[path];
  if (load === undefined) throw new Error(`no words: ${path}`);
  return load();
}
