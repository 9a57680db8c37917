import type { Language } from "@meridian/core/kernel/languages";
import { negotiate } from "@meridian/core/kernel/negotiate-locale";

/** The languages that the console speaks, each under its own name. */
export const languages: Readonly<Record<Language, string>> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  ja: "日本語",
  ar: "العربية",
};
export type { Language };

const storageKey = "meridian.language";

export function isLanguage(text: string | null): text is Language {
  return text !== null && Object.hasOwn(languages, text);
}

/** What was chosen before, else the browser's wish, else English. */
export function preferredLanguage(): Language {
  const stored = readStored();
  if (isLanguage(stored)) return stored;
  const wishes = navigator.languages.join(",");
  return negotiate(wishes, Object.keys(languages) as Language[], "en");
}

export function hasChosenLanguage(): boolean {
  return isLanguage(readStored());
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Storage may be switched off: the choice then lasts as long as the page.
  }
}

function readStored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
