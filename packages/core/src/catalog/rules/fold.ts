/**
 * Folding for search: texts that a reader takes for the same become the same. Unicode NFKC and lower case,
 * then accents off letters of Latin, Greek and Cyrillic alone: in Japanese か and が differ.
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
};

/** The text as a search looks at it: `"  Größe L "` is `"grosse l"`. */
export function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, "$1")
    .normalize("NFC")
    .replace(/[ßæœøłđðþı]/g, (letter) => letters[letter] ?? letter)
    .replace(/\s+/g, " ")
    .trim();
}

const maxWords = 8;

/** The words of a search, each to be found anywhere; quotes and repeated words do not matter. */
export function searchWords(query: string): string[] {
  return [
    ...new Set(
      fold(query)
        .replace(/["“”„«»]/g, " ")
        .split(" "),
    ),
  ]
    .filter((word) => word !== "")
    .slice(0, maxWords);
}

const maxSearchText = 10_000;

/** What a product is found by: title first, so that a match there can be told from one further on. */
export function searchText(parts: readonly (string | null | undefined)[]): string {
  return fold(parts.filter((part) => part !== null && part !== undefined && part !== "").join(" ")).slice(
    0,
    maxSearchText,
  );
}
