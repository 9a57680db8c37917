import { ar } from "./words/ar.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";
import { ja } from "./words/ja.ts";
import type { Words } from "./words/shape.ts";

export interface Language {
  /** BCP 47, for `lang` and number formats. */
  locale: string;
  dir: "ltr" | "rtl";
  words: Words;
}

const TABLES: Record<string, Words> = { ar, de, en, es, fr, ja };

/** The language of a hosted page: the session's, or for `auto` the first of the browser's that there are words for. */
export function chooseLanguage(sessionLocale: string | null, acceptLanguage = ""): Language {
  const wanted = sessionLocale === null || sessionLocale === "auto" ? byPreference(acceptLanguage) : [sessionLocale];
  for (const locale of wanted) {
    const base = locale.split("-")[0]?.toLowerCase() ?? "";
    const words = TABLES[base];
    if (words) return { locale: validLocale(locale, base), dir: base === "ar" ? "rtl" : "ltr", words };
  }
  return { locale: "en", dir: "ltr", words: en };
}

export function fill(text: string, values: Record<string, number | string>): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

function byPreference(acceptLanguage: string): string[] {
  const ranges = acceptLanguage.split(",").map((range) => {
    const [tag = "", quality = "q=1"] = range.trim().split(";");
    return { tag: tag.trim(), quality: Number(quality.trim().slice(2)) || 0 };
  });
  return ranges.toSorted((a, b) => b.quality - a.quality).map(({ tag }) => tag);
}

function validLocale(locale: string, fallback: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? fallback;
  } catch {
    return fallback;
  }
}
