/**
 * Slugs of shops: 3 to 40 characters a–z, 0–9 and single hyphens between them (a DNS label, RFC 1035 §2.3.1,
 * that can be no punycode). Made from the shop's name, never part of a schema's name.
 */
import { isReserved, resemblesReserved } from "./reserved-slugs.ts";

const shortest = 3;
const longest = 40;
const suffixLength = 5;
const pattern = /^[a-z0-9](?:-?[a-z0-9])+$/;

export type SlugDecision =
  | { readonly ok: true; readonly slug: string }
  | { readonly ok: false; readonly reason: "length" | "characters" | "reserved" | "confusable" };

/** Whether a text may be a shop's slug as it stands. */
export function decideSlug(text: string): SlugDecision {
  if (text.length < shortest || text.length > longest) return { ok: false, reason: "length" };
  if (!pattern.test(text)) return { ok: false, reason: "characters" };
  if (isReserved(text)) return { ok: false, reason: "reserved" };
  if (resemblesReserved(text)) return { ok: false, reason: "confusable" };
  return { ok: true, slug: text };
}

/** Letters that decompose into no ASCII letter. */
const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "th",
  ı: "i",
};
/** German writes umlauts out; elsewhere ä is an a with a mark. */
const german: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue" };

/** The slug that a shop's name suggests; `shop` for a name without Latin letters or digits. */
export function slugFrom(name: string, locale: string): string {
  const table = locale.startsWith("de") ? { ...letters, ...german } : letters;
  const written = [...name.normalize("NFC").toLowerCase()].map((char) => table[char] ?? char).join("");
  const words = written
    .normalize("NFKD")
    // Letters of mathematics are capitals only once they are taken apart.
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9]+/g, "-");
  const slug = cut(words.replace(/^-+/, ""), longest);
  if (slug === "") return "shop";
  return slug.length < shortest ? `shop-${slug}` : slug;
}

/** The slug with five more characters, still no longer than a slug may be. */
export function withSuffix(slug: string, suffix: string): string {
  return `${cut(slug, longest - suffixLength - 1)}-${suffix.slice(0, suffixLength)}`;
}

function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/-+$/, "");
}
