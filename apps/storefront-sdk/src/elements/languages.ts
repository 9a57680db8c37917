import en from "../locales/en.json" with { type: "json" };
import type { Direction } from "../types.ts";
import { direction, type Say, translator, type Words } from "../words.ts";

/** Languages beside English, each loaded when somebody first needs it. */
const packs: Readonly<Record<string, () => Promise<{ readonly default: Words }>>> = {
  de: () => import("../locales/de.json"),
};
const learnt = new Map<string, Words>([["en", en]]);
const own = new Map<string, Words>();

/**
 * Adds a language, or replaces single texts of one. Call it before `define`; keys are those of `locales/en.json`.
 *
 * @param language BCP 47, with or without a country.
 * @example
 * setWords("fr", { add: "Ajouter au panier" });
 */
export function setWords(language: string, words: Words): void {
  own.set(language, { ...own.get(language), ...words });
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

export async function speak(locale: string): Promise<Speech> {
  const names = [locale, locale.split("-")[0] ?? ""];
  const lang = names.find((name) => own.has(name) || learnt.has(name) || packs[name]) ?? "en";
  try {
    if (!learnt.has(lang)) learnt.set(lang, (await packs[lang]?.())?.default ?? {});
  } catch {
    // A language that cannot be loaded now is tried again when it is next needed.
  }
  const words = { ...en, ...learnt.get(lang), ...own.get(lang) };
  return { locale, lang, dir: direction(lang), say: translator(words, lang) };
}
