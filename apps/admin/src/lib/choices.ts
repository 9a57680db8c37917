import { countryCodes } from "@meridian/core/kernel/country";
import { activeCurrencies } from "@meridian/core/kernel/currency";
import type { Format } from "./format.ts";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Locales offered first; any other one that is in use already is added to them. */
const offeredLocales = [
  "ar", "bg", "cs", "da", "de", "de-AT", "de-CH", "el", "en", "en-AU", "en-CA", "en-GB", "en-US", "es", "es-MX", "et",
  "fi", "fr", "fr-BE", "fr-CA", "fr-CH", "ga", "he", "hi", "hr", "hu", "id", "is", "it", "it-CH", "ja", "ko", "lt", "lv",
  "mt", "nb", "nl", "nl-BE", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sv", "th", "tr", "uk", "vi", "zh-Hans",
  "zh-Hant",
]; // oxfmt-ignore

function sorted(choices: Choice[], { language }: Format): Choice[] {
  const { compare } = new Intl.Collator(language);
  return choices.toSorted((a, b) => compare(a.label, b.label));
}

export function localeChoices(format: Format, inUse: readonly string[] = []): Choice[] {
  const tags = [...new Set([...offeredLocales, ...inUse])];
  return sorted(
    tags.map((value) => ({ value, label: `${format.locale(value)} (${value})` })),
    format,
  );
}

export function currencyChoices(format: Format): Choice[] {
  return sorted(
    activeCurrencies.map((value) => ({ value, label: `${value} – ${format.currency(value)}` })),
    format,
  );
}

export function countryChoices(format: Format): Choice[] {
  return sorted(
    countryCodes.map((value) => ({ value, label: format.country(value) })),
    format,
  );
}
