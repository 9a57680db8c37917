/**
 * Labels of a host in their own script. Letters, marks, digits and the hyphen are all that a label has (RFC 5892):
 * what only looks like a slash, a dot or a hyphen is none. Scripts are mixed at most as "highly restrictive" of
 * UTS 39 §5.2 allows, digits of one system only (§5.3). Letters that pass for others: as browsers draw the line.
 */
export type LabelFault = "not_a_host" | "mixed_scripts" | "confusable";

/** Signs with a place of their own (RFC 5892, appendix A); joiners are looked at by UTS 46 already. */
const kana = String.raw`[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー]`;
const inContext = new RegExp(
  String.raw`(?<=l)·(?=l)|(?<=\p{Script=Hebrew})[׳״]|(?<=${kana})・(?=${kana})|[〇\u200c\u200d]`,
  "gu",
);
const noneOfAName = /[^\p{L}\p{M}\p{Nd}-]/u;

/** Scripts that may stand together in one label, beside what is common to all. */
const together: readonly RegExp[] = [
  /^[\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]*$/u,
  /^[\p{Script=Latin}\p{Script=Han}\p{Script=Bopomofo}]*$/u,
  /^[\p{Script=Latin}\p{Script=Han}\p{Script=Hangul}]*$/u,
];
const scripts = (
  "Latin Greek Cyrillic Armenian Hebrew Arabic Devanagari Bengali Gujarati Gurmukhi Kannada Malayalam Oriya Tamil " +
  "Telugu Thai Lao Myanmar Sinhala Georgian Ethiopic Khmer Tibetan Hangul Hiragana Katakana Han"
).split(" ");
const single = scripts.map((script) => new RegExp(`^\\p{Script=${script}}*$`, "u"));

const isOfOneScript = (label: string): boolean =>
  [...together, ...single].some((pattern) =>
    pattern.test(label.replaceAll(/[\p{Script=Common}\p{Script=Inherited}]/gu, "")),
  );

const digitsOf: readonly RegExp[] = [/[0-9]/, /[٠-٩]/, /[۰-۹]/, /[^\P{Nd}0-9٠-٩۰-۹]/u];
const mixesDigits = (label: string): boolean => digitsOf.filter((digits) => digits.test(label)).length > 1;

const passesForAnother: readonly RegExp[] = [
  // A stroke or a dot on a letter that has none of its own.
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]\p{M}/u,
  // Letters of phonetic alphabets that are drawn as small capitals, or as a g.
  /[ɡɢɪɴʀʏʜʟʙꜰꜱ\u1d00-\u1d2b]/u,
  // Kana that are a slash or a hyphen to whoever reads Latin on both sides.
  /[a-z0-9-][ノソゾンー丶丿][a-z0-9-]/u,
];

/** Letters of Cyrillic, Greek and Armenian that look like Latin ones: a name of these alone looks like another's. */
const latinLike = /^[аеорсухіјѕһԁԛԝӏαικνορυոօսցհ0-9-]+$/u;

/** What is wrong with a label that is not plain ASCII; null for none. Under a Latin top level, look-alikes count. */
export function faultOfLabel(label: string, isUnderLatin: boolean): LabelFault | null {
  if (noneOfAName.test(label.replaceAll(inContext, ""))) return "not_a_host";
  if (!isOfOneScript(label) || mixesDigits(label)) return "mixed_scripts";
  if (passesForAnother.some((pattern) => pattern.test(label))) return "confusable";
  // Under a top-level domain of the same script nobody expects Latin.
  return isUnderLatin && latinLike.test(label) ? "confusable" : null;
}
