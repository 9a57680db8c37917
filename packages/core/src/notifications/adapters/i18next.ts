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

/** The words of messages in a locale, and the language that they are really in. */
export function wordsFor(locale: string): { readonly t: TFunction; readonly language: string } {
  const t = instance.getFixedT(locale);
  const language = instance.services.languageUtils
    .toResolveHierarchy(locale)
    .find((code: string) => instance.hasResourceBundle(code, "translation"));
  return { t, language: language ?? "en" };
}
