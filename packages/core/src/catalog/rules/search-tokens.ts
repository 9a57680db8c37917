/**
 * A search as words, each to be found anywhere in a product's folded text. Scripts without blanks between words are
 * divided as Unicode UAX #29 and ICU's dictionaries do; articles that are written together with their word come off.
 */
import { fold } from "./fold.ts";

const maxTokens = 12;

/** Scripts that write without blanks between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const marks = /["“”„«»‹›¿¡?!,;:…()[\]{}、。「」『』・؟،؛]/g;
/** "and", "for", "with" and the article as Arabic writes them before a noun. */
const arabicArticle = /^[وف]?(?:ال|بال|كال|لل)(?=\p{Script=Arabic}{3})/u;
const frenchElision = /^(?:[cdjlmnst]|qu)'(?=\p{L}{2})/u;
const particle = /^[ぁ-ゖ]$/;

function divided(word: string, locale: string): string[] {
  if (!unspaced.test(word)) return [word];
  const segments = new Intl.Segmenter(locale, { granularity: "word" }).segment(word);
  return [...segments].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

function bare(word: string, locale: string): string {
  const stem = word.replace(arabicArticle, "");
  return /^fr\b/.test(locale) ? stem.replace(frenchElision, "") : stem;
}

/**
 * The folded words that a text searches for in a locale; none for a text of blanks and marks only.
 *
 * @example
 * searchTokens("赤い電気ケトル", "ja") // → ["赤い", "電気", "けとる"]
 * searchTokens("l'huile d'olive", "fr") // → ["huile", "olive"]
 */
export function searchTokens(text: string, locale: string): string[] {
  const words = text
    .normalize("NFKC")
    .replace(marks, " ")
    .split(/\s+/)
    .flatMap((word) => divided(word, locale))
    .map((word) => bare(fold(word), locale))
    .filter((word) => word.replaceAll("ー", "") !== "");
  const telling = words.filter((word) => !particle.test(word));
  return [...new Set(telling.length > 0 ? telling : words)].slice(0, maxTokens);
}
