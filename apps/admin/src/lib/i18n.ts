import { inSentence } from "@meridian/core/kernel/in-sentence";
import { direction } from "@meridian/core/kernel/locale";
import i18next, { type BackendModule, type FormatterModule } from "i18next";
import { initReactI18next } from "react-i18next";
import {
  hasChosenLanguage,
  isLanguage,
  languages,
  preferredLanguage,
  rememberLanguage,
  type Language,
} from "./languages.ts";

type Words = Record<string, unknown>;
const files = import.meta.glob<Words>("../locales/*/*.json", { import: "default" });

/** Loads the words of one page in one language when they are first needed. */
const backend: BackendModule = {
  type: "backend",
  init: () => undefined,
  read(language, namespace, done) {
    const load = files[`../locales/${language}/${namespace}.json`];
    if (load === undefined) return done(new Error(`no words: ${language}/${namespace}`), null);
    load().then(
      (words) => done(null, words),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  },
};

/** Values as a sentence shows them: numbers as the language writes them, the rest in its own order. */
const inSentences: FormatterModule = {
  type: "formatter",
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language = "en") => inSentence(value, language),
};

function describePage(language: string): void {
  document.documentElement.lang = language;
  document.documentElement.dir = direction(language);
}

export async function startI18n(): Promise<void> {
  const language = preferredLanguage();
  i18next.on("languageChanged", describePage);
  await i18next
    .use(backend)
    .use(inSentences)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: "en",
      supportedLngs: Object.keys(languages),
      ns: ["common"],
      defaultNS: "common",
      // React escapes what it shows.
      interpolation: { escapeValue: false, alwaysFormat: true },
      react: { useSuspense: true },
      returnNull: false,
    });
}

/** Takes over the account's language on a device where none was chosen. */
export async function adoptLanguage(language: string): Promise<void> {
  if (hasChosenLanguage() || !isLanguage(language) || language === i18next.language) return;
  await i18next.changeLanguage(language);
}

export function currentLanguage(): Language {
  return i18next.language as Language;
}

export async function changeLanguage(language: Language): Promise<void> {
  rememberLanguage(language);
  await i18next.changeLanguage(language);
}
