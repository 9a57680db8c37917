import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ErrorDetails } from "@meridian/core/kernel/errors";
import { languages } from "@meridian/core/kernel/languages";
import { inSentence } from "@meridian/core/kernel/in-sentence";
import { negotiate } from "@meridian/core/kernel/negotiate-locale";
import i18next, { type FormatterModule } from "i18next";
import { z } from "zod";

const file = z.object({ errors: z.record(z.string(), z.string()) }).loose();
const core = fileURLToPath(new URL("../../../../packages/core/src/", import.meta.url));

/** The error sentences of every slice in one language, by code. */
export function errorSentences(language: string): Record<string, string> {
  const sentences: Record<string, string> = {};
  for (const entry of readdirSync(core, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    try {
      Object.assign(
        sentences,
        file.parse(JSON.parse(readFileSync(`${core}${entry.name}/locales/${language}.json`, "utf8"))).errors,
      );
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  return sentences;
}

/** Values keep their own order within a sentence that runs from right to left. */
const isolating: FormatterModule = {
  type: "formatter",
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language = languages[0]) => inSentence(value, language),
};

const words = i18next.createInstance();
await words.use(isolating).init({
  fallbackLng: languages[0],
  supportedLngs: languages,
  load: "languageOnly",
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false, alwaysFormat: true },
  resources: Object.fromEntries(languages.map((language) => [language, { translation: errorSentences(language) }])),
});

/** The sentence of an error code in the caller's language. */
export function sentence(code: string, language: string, details: ErrorDetails): string {
  const key = words.exists(code) ? code : "internal";
  return words.t(key, { lng: language, ...details });
}

/** What browsers send is of few kinds, and every request asks. */
const negotiated = new Map<string, string>();
const mostNegotiated = 500;

/** The caller's language, from `Accept-Language` (RFC 9110 §12.5.4). */
export function languageOf(header = ""): string {
  const known = negotiated.get(header);
  if (known !== undefined) return known;
  const language = negotiate(header, languages, languages[0]);
  if (header.length <= 100 && negotiated.size < mostNegotiated) negotiated.set(header, language);
  return language;
}
