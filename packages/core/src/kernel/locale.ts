/**
 * Locales: BCP 47 tags (RFC 5646) in canonical form, and the order in which to look for texts.
 */

declare const localeBrand: unique symbol;

/** A canonical BCP 47 tag: `de-AT`, `zh-Hant`. Never `de_at`; two equal locales are equal texts. */
export type Locale = string & { readonly [localeBrand]: true };

/** Writing direction, as HTML's `dir` has it. */
export type Direction = "ltr" | "rtl";

/** Scripts of today's languages that run from right to left. Source: Unicode 17, `Bidi_Class` R and AL. */
const rightToLeft: ReadonlySet<string> = new Set([
  "Adlm",
  "Arab",
  "Hebr",
  "Mand",
  "Nkoo",
  "Rohg",
  "Samr",
  "Syrc",
  "Thaa",
  "Yezi",
]);

/**
 * The canonical locale that `text` means, or `undefined` when it is no BCP 47 tag. Aliases are replaced
 * (`iw` is `he`); existence of language and country is not checked.
 *
 * @example
 * canonicalLocale("DE-at") // → "de-AT"
 * canonicalLocale("iw") // → "he"
 * canonicalLocale("de_AT") // → undefined
 */
export function canonicalLocale(text: string): Locale | undefined {
  return canonicalForm(text);
}

const canonicalForm = remembered((text) => {
  try {
    return new Intl.Locale(text).toString() as Locale;
  } catch {
    return undefined;
  }
});

/**
 * Like `canonicalLocale`, for texts that are known to be locales.
 *
 * @throws RangeError when it is no BCP 47 tag.
 * @example
 * locale("pt-br") // → "pt-BR"
 */
export function locale(text: string): Locale {
  const parsed = canonicalLocale(text);
  if (parsed === undefined) throw new RangeError("not a BCP 47 language tag");
  return parsed;
}

/**
 * Whether `text` is a locale in canonical form.
 *
 * @example
 * isLocale("de-AT") // → true
 * isLocale("de-at") // → false
 */
export function isLocale(text: string): text is Locale {
  return canonicalLocale(text) === text;
}

/**
 * Where to look for a text, most wanted first: the locale, its ever more general forms (RFC 4647 §3.4), then
 * the same for each of `defaults`. A more general form in another script is left out, as in CLDR: a reader of
 * `zh-TW` is offered `zh-Hant`, not `zh`, which is written in Simplified Chinese. Extensions (`-u-…`) are ignored.
 *
 * @throws RangeError for a text that is no BCP 47 tag.
 * @example
 * fallbackChain("de-AT", "en-GB") // → ["de-AT", "de", "en-GB", "en"]
 * fallbackChain("zh-TW", "en") // → ["zh-TW", "zh-Hant", "en"]
 */
export function fallbackChain(wanted: string, ...defaults: readonly string[]): readonly Locale[] {
  return chainOf([wanted, ...defaults].map(locale).join(" "));
}

const chainOf = remembered((tags): readonly Locale[] => [...new Set(tags.split(" ").flatMap(generalForms))]);

/**
 * The direction of the script that the locale is most likely written in; `ltr` when that is unknown.
 *
 * @throws RangeError for a text that is no BCP 47 tag.
 * @example
 * direction("ar-EG") // → "rtl"
 * direction("ar-Latn") // → "ltr"
 */
export function direction(of: string): Direction {
  return rightToLeft.has(scriptOf(of)) ? "rtl" : "ltr";
}

/**
 * A value as it is put into a sentence of the language: kept apart from the text around it where the language
 * runs from right to left, so that "A-1 (2)" or "+49 30" keep their order. Source: Unicode UAX #9 §2.7, FSI and PDI.
 *
 * @throws RangeError for a language that is no BCP 47 tag.
 * @example
 * isolated("A-1", "ar") // → "\u2068A-1\u2069"
 * isolated("A-1", "de") // → "A-1"
 */
export function isolated(text: string, language: string): string {
  return text !== "" && direction(language) === "rtl" ? `\u2068${text}\u2069` : text;
}

/**
 * An amount with its currency's sign kept whole: a sign in Latin letters, such as "US$", is one word, and in a text
 * from right to left its dollar would part from its letters and stand on the other side of the amount. Source: Unicode
 * UAX #9 §2.7, LRI and PDI.
 *
 * @throws RangeError for a language that is no BCP 47 tag.
 * @example
 * withWholeSign("12.50 US$", "ar") // → "12.50 \u2066US$\u2069"
 * withWholeSign("US$12.50", "en") // → "US$12.50"
 */
export function withWholeSign(amount: string, language: string): string {
  return direction(language) === "rtl" ? amount.replace(/[A-Z]+\p{Sc}?/gu, "\u2066$&\u2069") : amount;
}

/**
 * The CLDR plural category of a number written exactly so: "1" is `one` in English, "1.0" is `other`.
 *
 * @throws RangeError for a locale that is no BCP 47 tag, or a text that is no decimal number such as "-12.50".
 * @example
 * pluralCategory("2", "ar") // → "two"
 * pluralCategory("2", "en", "ordinal") // → "two"
 */
export function pluralCategory(
  number: string,
  of: string,
  type: Intl.PluralRuleType = "cardinal",
): Intl.LDMLPluralRule {
  const [, fraction = ""] = /^-?\d{1,15}(?:\.(\d{1,15}))?$/.exec(number) ?? raise("not a decimal number");
  const digits = fraction.length;
  return new Intl.PluralRules(of, { type, minimumFractionDigits: digits, maximumFractionDigits: digits }).select(
    Number(number),
  );
}

/**
 * Whether the two are the same language in the same script, whatever the country.
 *
 * @throws RangeError for a text that is no BCP 47 tag.
 * @example
 * sameWriting("de-AT", "de") // → true
 * sameWriting("zh-TW", "zh-CN") // → false
 */
export function sameWriting(a: string, b: string): boolean {
  return new Intl.Locale(a).language === new Intl.Locale(b).language && scriptOf(a) === scriptOf(b);
}

function raise(problem: string): never {
  throw new RangeError(problem);
}

const generalForms = remembered((of): readonly Locale[] => {
  const { language, baseName } = new Intl.Locale(of);
  const script = scriptOf(of);
  const subtags = baseName.split("-");
  const truncated = subtags.map((_, i) => locale(subtags.slice(0, subtags.length - i).join("-")));
  const sameScript = truncated.filter((form) => scriptOf(form) === script);
  const bare = locale(language);
  return scriptOf(bare) === script || script === "" ? sameScript : [...sameScript, locale(`${language}-${script}`)];
});

const scriptOf = remembered((of) => new Intl.Locale(of).maximize().script ?? "");

/** What is found of a tag never changes; the runtime takes long for it, and a page asks for a few tags often. */
function remembered<T>(find: (tag: string) => T): (tag: string) => T {
  const most = 1_000;
  const longest = 64;
  const known = new Map<string, T>();
  return (tag) => {
    if (known.has(tag)) return known.get(tag) as T;
    const found = find(tag);
    if (known.size >= most) known.clear();
    if (tag.length <= longest) known.set(tag, found);
    return found;
  };
}
