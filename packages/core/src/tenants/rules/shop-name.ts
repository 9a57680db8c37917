/**
 * Names that could pretend to be another shop's: words that mix scripts as no language does (UTS 39 §5.2, highly
 * restrictive), characters that turn the reading direction round, and punycode (RFC 3492).
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

export function decideShopName(name: string): NameDecision {
  if (!/[\p{L}\p{N}]/u.test(name)) return { ok: false, reason: "no_letter" };
  if (/[[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]--[\p{Join_Control}\p{Variation_Selector}]]/v.test(name)) {
    return { ok: false, reason: "hidden_characters" };
  }
  if (/\bxn--/i.test(name)) return { ok: false, reason: "punycode" };
  for (const word of name.normalize("NFC").split(/[^\p{L}\p{M}\p{N}]+/u)) {
    if (mixesScripts(word)) return { ok: false, reason: "mixed_scripts" };
  }
  return { ok: true };
}
