/**
 * Folding for search: texts that a reader takes for the same become the same. Unicode NFKC and lower case; then
 * accents off letters of Latin, Greek and Cyrillic, Arabic without vowel signs and with one form of alef, yeh and
 * teh (as Lucene's ArabicNormalizer), katakana as hiragana without a last prolonged sound mark (JIS Z 8301 leaves
 * it free). In Japanese か and が differ.
 */

const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ى: "ي",
  ی: "ي",
  ک: "ك",
  ة: "ه",
  ٱ: "ا",
  "’": "'",
};
const toHiragana = 0x60;

/** The text as a search looks at it: `"  Größe L "` is `"grosse l"`, `"ケトル"` is `"けとる"`. */
export function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replaceAll("\u0640", "")
    .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}])\p{M}+/gu, "$1")
    .normalize("NFC")
    .replace(/[ßæœøłđðþıىیکةٱ’]/g, (letter) => letters[letter] ?? letter)
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - toHiragana))
    .replace(/([ぁ-ゖ])ー+(?![ぁ-ゖー]|\p{M})/gu, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

const maxSearchText = 10_000;
const umlauts: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", Ä: "ae", Ö: "oe", Ü: "ue" };

/**
 * What a product is found by: title first, so that a match there can be told from one further on. German words with
 * an umlaut come once more at the end, as people write them who have none on their keyboard.
 */
export function searchText(parts: readonly (string | null | undefined)[], locale: string): string {
  const text = parts.filter((part) => part !== null && part !== undefined && part !== "").join(" ");
  const german = /^de\b/.test(locale) ? (text.normalize("NFC").match(/\S*[äöüÄÖÜ]\S*/g) ?? []) : [];
  const spelled = [...new Set(german)].map((word) => word.replace(/[äöüÄÖÜ]/g, (letter) => umlauts[letter] ?? letter));
  return fold([text, ...spelled].join(" ")).slice(0, maxSearchText);
}
