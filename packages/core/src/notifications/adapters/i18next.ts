import { type Language, languages } from "../../kernel/languages.ts";
import { inSentence } from "../../kernel/in-sentence.ts";
import { fallbackChain } from "../../kernel/locale.ts";
import i18next, { type FormatterModule, type TFunction } from "i18next";
import ar from "../locales/ar.json" with { type: "json" };
import de from "../locales/de.json" with { type: "json" };
import en from "../locales/en.json" with { type: "json" };
import es from "../locales/es.json" with { type: "json" };
import fr from "../locales/fr.json" with { type: "json" };
import ja from "../locales/ja.json" with { type: "json" };

const words = { ar, de, en, es, fr, ja } satisfies Record<Language, object>;

/** Values keep their own order within a sentence that runs from right to left. */
const isolating: FormatterModule = {
  type: "formatter",
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language = languages[0]) => inSentence(value, language),
};

const instance = i18next.createInstance();
await instance.use(isolating).init({
  fallbackLng: languages[0],
  supportedLngs: languages,
  load: "languageOnly",
  interpolation: { escapeValue: false, alwaysFormat: true },
  resources: Object.fromEntries(Object.entries(words).map(([language, translation]) => [language, { translation }])),
});

/** The words of messages in a locale, and the language that they are really in. */
export function wordsFor(locale: string): { readonly t: TFunction; readonly language: string } {
  const language = fallbackChain(locale).find((form) => Object.hasOwn(words, form)) ?? languages[0];
  return { t: instance.getFixedT(language), language };
}
