import { isolated } from "./locale.ts";

/**
 * A value as it is filled into a sentence of a language: numbers and lists as the language writes them, texts kept
 * in their own order. Anything else, and what is missing, is empty.
 *
 * @throws RangeError for a language that is no BCP 47 tag.
 * @example
 * inSentence(1234.5, "de") // → "1.234,5"
 * inSentence(["DE", "FR"], "en") // → "DE and FR"
 */
export function inSentence(value: unknown, language: string): string {
  if (typeof value === "string") return isolated(value, language);
  if (typeof value === "number" || typeof value === "bigint") return new Intl.NumberFormat(language).format(value);
  if (!Array.isArray(value)) return "";
  const items: readonly unknown[] = value;
  return new Intl.ListFormat(language, { type: "conjunction" }).format(items.map((item) => inSentence(item, language)));
}
