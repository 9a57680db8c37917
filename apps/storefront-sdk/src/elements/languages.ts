import de from "../locales/de.json" with { type: "json" };
import en from "../locales/en.json" with { type: "json" };
import type { Direction } from "../types.ts";
import { direction, type Say, translator, type Words } from "../words.ts";

const languages: Record<string, Words> = { en, de };

/**
 * Adds a language, or replaces single texts of one. Call it before `define`; keys are those of `locales/en.json`.
 *
 * @example
 * setWords("fr", { add: "Ajouter au panier" });
 */
export function setWords(language: string, words: Words): void {
  languages[language] = { ...languages[language], ...words };
}

/** How the elements speak in a locale. Texts that a language lacks are English. */
export interface Speech {
  /** Numbers, money and dates follow it. */
  readonly locale: string;
  /** What the texts are in. */
  readonly lang: string;
  readonly dir: Direction;
  readonly say: Say;
}

export function speak(locale: string): Speech {
  const lang = [locale, locale.split("-")[0] ?? ""].find((name) => languages[name]) ?? "en";
  return { locale, lang, dir: direction(lang), say: translator({ ...en, ...languages[lang] }, lang) };
}
