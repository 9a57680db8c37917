/** What every table of words is held to, whoever speaks it. Plural categories are those of CLDR. */

/** Words of one language by key. `{{name}}` is filled in; `key_one`, `key_other`… are the forms of a plural. */
export type Words = ReadonlyMap<string, string>;

const ending = /_(zero|one|two|few|many|other)$/;

/** Whether the key is a form of a plural: `items_one` beside `items_other`, but not `too_many`. */
export function isPlural(key: string, words: Words): boolean {
  return ending.test(key) && words.has(`${stem(key)}_other`);
}

/** The key without its plural form. */
export function stem(key: string): string {
  return key.replace(ending, "");
}

const holes = (text: string): string[] => [...text.matchAll(/\{\{-?\s*(\w+)/g)].map(([, name = ""]) => name).toSorted();

/** Forms that stand for one number alone in the language may say it in words: Arabic's "two products". */
function saysTheNumber(language: string, key: string): boolean {
  const form = ending.exec(key)?.[1];
  const rules = new Intl.PluralRules(language);
  return Array.from({ length: 200 }, (_, n) => n).filter((n) => rules.select(n) === form).length === 1;
}

/** What a language lacks of the English words, has too much, or fills in differently; empty is complete. */
export function missingWords(language: string, english: Words, own: Words): string[] {
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const wanted = new Set(
    [...english.keys()].flatMap((key) =>
      isPlural(key, english) ? categories.map((category) => `${stem(key)}_${category}`) : [key],
    ),
  );
  const lacking = [...wanted].filter((key) => (own.get(key) ?? "").trim() === "").map((key) => `lacks ${key}`);
  const needless = [...own.keys()].filter((key) => !wanted.has(key)).map((key) => `knows no ${key} in English`);
  const different = [...own].flatMap(([key, text]) => {
    const original = english.get(`${stem(key)}_other`) ?? english.get(key);
    if (original === undefined || holes(text).join() === holes(original).join()) return [];
    const unsaid = holes(original).filter((hole) => hole !== "count");
    if (isPlural(key, own) && saysTheNumber(language, key) && holes(text).join() === unsaid.join()) return [];
    return [`fills in ${key} differently`];
  });
  return [...lacking, ...needless, ...different];
}

/** Keys whose text is the English one although it has words to translate and is none of those looked at. */
export function sameAsEnglish(english: Words, own: Words, reviewed: readonly string[] = []): string[] {
  return [...own]
    .filter(([key, text]) => text === english.get(key) && !reviewed.includes(text))
    .filter(([, text]) => /\p{L}{2}/u.test(text.replaceAll(/\{\{[^}]*\}\}/g, "")))
    .map(([key]) => key);
}
