import en from "../locales/en.json" with { type: "json" };
import type { Direction } from "../types.ts";
import { direction, type Say, translator, type Words } from "../words.ts";

type Load = () => Promise<{ readonly default: Words }>;

const english: Load = () => Promise.resolve({ default: en });
/** Every language is fetched when somebody first needs it: its first texts, and those of what comes late. */
const packs: Readonly<Record<string, readonly [first: Load, parts: Load]>> = {
  ar: [() => import("../locales/ar.json"), () => import("../locales/parts/ar.json")],
  de: [() => import("../locales/de.json"), () => import("../locales/parts/de.json")],
  en: [english, () => import("../locales/parts/en.json")],
  es: [() => import("../locales/es.json"), () => import("../locales/parts/es.json")],
  fr: [() => import("../locales/fr.json"), () => import("../locales/parts/fr.json")],
  ja: [() => import("../locales/ja.json"), () => import("../locales/parts/ja.json")],
};
const learnt = new Map<Load, Words>();
const own = new Map<string, Words>();

/**
 * Adds a language, or replaces single texts of one. Call it before `define`; keys are those of `locales/en.json` and
 * `locales/parts/en.json`.
 *
 * @param language BCP 47, with or without a country.
 * @example
 * setWords("it", { add: "Aggiungi al carrello" });
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

async function learn(lang: string, which: 0 | 1): Promise<Words> {
  const load = packs[lang]?.[which];
  if (!load) return {};
  const words = learnt.get(load) ?? (await load()).default;
  learnt.set(load, words);
  return words;
}

/** @param all the texts of what comes late as well; fails when there are none, not even in English. */
export async function speak(locale: string, all = false): Promise<Speech> {
  const names = [locale, locale.split("-")[0] ?? ""];
  const lang = names.find((name) => own.has(name) || packs[name]) ?? "en";
  // A language that cannot be loaded now is tried again when it is next needed.
  const first = learn(lang, 0).catch(() => ({}));
  const built = packs[lang] ? lang : "en";
  const parts = all ? await learn(built, 1).catch(() => learn("en", 1)) : {};
  const words = { ...en, ...parts, ...(await first), ...own.get(lang) };
  return { locale, lang, dir: direction(lang), say: translator(words, lang) };
}
