/**
 * Names that could pretend to be another shop's: words that mix scripts which share letter shapes (UTS 39 §5.1),
 * characters that turn the reading direction round, and punycode (RFC 3492).
 */
export type NameDecision =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: "no_letter" | "hidden_characters" | "mixed_scripts" | "punycode" };

const lookalikeScripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Coptic}/u,
];

export function decideShopName(name: string): NameDecision {
  if (!/[\p{L}\p{N}]/u.test(name)) return { ok: false, reason: "no_letter" };
  if (/[[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]--[\p{Join_Control}\p{Variation_Selector}]]/v.test(name)) {
    return { ok: false, reason: "hidden_characters" };
  }
  if (/\bxn--/i.test(name)) return { ok: false, reason: "punycode" };
  for (const word of name.normalize("NFC").split(/[^\p{L}\p{M}\p{N}]+/u)) {
    if (lookalikeScripts.filter((script) => script.test(word)).length > 1) {
      return { ok: false, reason: "mixed_scripts" };
    }
  }
  return { ok: true };
}
