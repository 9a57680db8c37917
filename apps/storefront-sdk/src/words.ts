import type { Direction } from "./types.ts";

/** Texts by key, in i18next's JSON format: `{{name}}` is filled in, `key_one`/`key_other` are plural forms. */
export type Words = Readonly<Record<string, string>>;

/** Says a text by its key. `count` chooses the plural form. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/**
 * Speaks one locale. Numbers are written as the locale does; a missing text is its key.
 *
 * @example
 * const say = translator({ items_one: "{{count}} Artikel", items_other: "{{count}} Artikel" }, "de");
 * say("items", { count: 2 }) // → "2 Artikel"
 */
export function translator(words: Words, locale: string): Say {
  const plural = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (key, values = {}) => {
    const { count } = values;
    const form = typeof count === "number" ? `${key}_${plural.select(count)}` : key;
    const text = words[form] ?? words[`${key}_other`] ?? words[key] ?? key;
    return text.replace(/{{(\w+)}}/g, (hole, name: string) => {
      const value = values[name] ?? hole;
      return typeof value === "number" ? numbers.format(value) : value;
    });
  };
}

/**
 * The direction of the script that the locale is most likely written in.
 *
 * @example
 * direction("ar-EG") // → "rtl"
 */
export function direction(locale: string): Direction {
  const { script } = new Intl.Locale(locale).maximize();
  return /Adlm|Arab|Hebr|Mand|Nkoo|Rohg|Samr|Syrc|Thaa|Yezi/.test(script ?? "") ? "rtl" : "ltr";
}
