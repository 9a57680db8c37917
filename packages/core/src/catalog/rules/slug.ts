/** Addresses: lower-case words of any script, joined by hyphens (RFC 3987 keeps them readable in every script). */

const german: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };
const plain: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  å: "a",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};
const maxLength = 100;

/**
 * The address that a title makes in a locale: `slugify("Größe L", "de")` is `"groesse-l"`. Empty when the
 * title has no letter and no digit.
 */
export function slugify(title: string, locale: string): string {
  const special = /^de\b/.test(locale) ? { ...plain, ...german } : plain;
  return title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[äöüßæœøåłđðþı]/g, (letter) => special[letter] ?? letter)
    .normalize("NFD")
    .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, "$1")
    .normalize("NFC")
    .replace(/['’]/g, "")
    .replace(/[^\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+/gu, "-")
    .slice(0, maxLength)
    .replace(/^-+|-+$/g, "");
}

/** The first of `slug`, `slug-2`, `slug-3`… that is not taken. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number++;
  return `${slug}-${number}`;
}

const attempts = 20;

/** The addresses that are tried for a product, in this order; the last one carries a part of its id. */
export function slugCandidates(slug: string, productId: string): string[] {
  const numbered = Array.from({ length: attempts - 1 }, (_, i) => `${slug}-${i + 2}`);
  return [slug, ...numbered, `${slug}-${productId.slice(-8)}`];
}
