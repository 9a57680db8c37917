/**
 * Texts per locale, chosen field by field: a product may have its title in `de-AT` and its description in `de`.
 */

/** Texts by locale, then by field. Absent, `null` and blank all mean: no text here. */
export type Translations<Field extends string> = {
  readonly [tag: string]: { readonly [F in Field]?: string | null | undefined } | undefined;
};

/** A text and the locale it is in. */
export type Translated<Tag extends string = string> = { readonly value: string; readonly locale: Tag };

/**
 * The field's text in the first locale of the chain that has one, as written, with that locale; `undefined`
 * only when no locale of the chain has any. Never blank.
 *
 * @example
 * pickTranslation(fallbackChain("de-AT", "en"), { "de-AT": { title: "" }, de: { title: "Lampe" } }, "title") // → { value: "Lampe", locale: "de" }
 * pickTranslation(["de"], {}, "title") // → undefined
 */
export function pickTranslation<Tag extends string, Field extends string>(
  chain: readonly Tag[],
  byLocale: Translations<Field>,
  field: NoInfer<Field>,
): Translated<Tag> | undefined {
  for (const locale of chain) {
    const texts = Object.hasOwn(byLocale, locale) ? byLocale[locale] : undefined;
    const value = texts && Object.hasOwn(texts, field) ? texts[field] : undefined;
    if (typeof value === "string" && value.trim() !== "") return { value, locale };
  }
  return undefined;
}
