/**
 * Names that could pretend to be another shop's: words that mix scripts as no language does (UTS 39 §5.2, highly
 * restrictive), characters that turn the reading direction round or cannot be seen, and punycode (RFC 3492). Joiners and
 * variation selectors stand where they change what is seen: between letters that join, in and behind emoji (UTS 31 §2.3).
 */
export type NameDecision =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: "no_letter" | "hidden_characters" | "mixed_scripts" | "punycode" };

/** Latin stands beside the scripts of Chinese, Japanese and Korean, which have no letter like one of its own. */
const beside: ReadonlyMap<RegExp, RegExp> = new Map([
  [/\p{Script=Latin}/u, /^[\p{scx=Latin}\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}]$/u],
  [/\p{Script=Cyrillic}/u, /^\p{scx=Cyrillic}$/u],
  [/\p{Script=Greek}/u, /^\p{scx=Greek}$/u],
]);
/** Digits, marks that any letter may carry, and other signs of no script. */
const ofNoScript = /^[\p{Script=Common}\p{Script=Inherited}]$/u;

function mixesScripts(word: string): boolean {
  const signs = [...word].filter((sign) => !ofNoScript.test(sign));
  return [...beside].some(([script, allowed]) => script.test(word) && !signs.every((sign) => allowed.test(sign)));
}

const joining = scriptsThatJoin();
const hidden: readonly RegExp[] = [
  /[[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]--[\p{Join_Control}\p{Variation_Selector}]]/v,
  // Line and paragraph separators, and the blank of Braille.
  /[\u2028\u2029\u2800]/u,
  new RegExp(`(?<!${joining})\\p{Join_Control}|\\p{Join_Control}(?!${joining})`, "u"),
  /(?<![\p{Extended_Pictographic}\p{So}\p{Script=Han}\p{Script=Mongolian}\p{Script=Myanmar}])(?<![0-9#*](?=\ufe0f\u20e3))\p{Variation_Selector}/u,
];

function scriptsThatJoin(): string {
  const names = (
    "Arabic Syriac Mongolian Nko Devanagari Bengali Gujarati Gurmukhi Kannada Malayalam Oriya Tamil Telugu Sinhala " +
    "Khmer Myanmar Tibetan"
  ).split(" ");
  const letters = names.map((name) => `\\p{Script=${name}}`).join("");
  return `[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f${letters}]`;
}

export function decideShopName(name: string): NameDecision {
  if (!/[\p{L}\p{N}]/u.test(name)) return { ok: false, reason: "no_letter" };
  if (hidden.some((pattern) => pattern.test(name))) return { ok: false, reason: "hidden_characters" };
  if (/\bxn--/i.test(name.normalize("NFKC"))) return { ok: false, reason: "punycode" };
  for (const word of name.normalize("NFC").split(/[^\p{L}\p{M}\p{N}]+/u)) {
    if (mixesScripts(word)) return { ok: false, reason: "mixed_scripts" };
  }
  return { ok: true };
}
