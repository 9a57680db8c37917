import { fallbackChain } from "../../kernel/locale.ts";
import i18next, { type TFunction } from "i18next";
import de from "../locales/de.json" with { type: "json" };
import en from "../locales/en.json" with { type: "json" };

const instance = i18next.createInstance();
await instance.init({
  fallbackLng: "en",
  supportedLngs: ["en", "de"],
  load: "languageOnly",
  interpolation: { escapeValue: false },
  resources: { en: { translation: en }, de: { translation: de } },
});

const languages = { en, de };

/** The words of messages in a locale, and the language that they are really in. */
export function wordsFor(locale: string): { readonly t: TFunction; readonly language: string } {
  const language = fallbackChain(locale).find((form) => Object.hasOwn(languages, form)) ?? "en";
  return { t: instance.getFixedT(language), language };
}
