/** Texts for a reader: field by field along the chain of locales, never blank where any locale has text. */
import { pickTranslation, type Translated } from "../../kernel/translation.ts";
import type { ProductOption } from "../schemas.ts";
import { chosenValue } from "./variants.ts";

interface Slugged {
  readonly slug: string;
}
type Contents<C> = Readonly<Record<string, C>>;

/** The chain, and behind it whatever else there is: a product is never nameless. */
const widened = (chain: readonly string[], contents: Contents<unknown>): string[] => [
  ...new Set([...chain, ...Object.keys(contents).toSorted()]),
];

/** A text along the chain; a title is looked for in every locale. */
export function textOf<F extends string>(
  chain: readonly string[],
  contents: Contents<Readonly<Partial<Record<F, string | null>>>>,
  field: F,
): Translated | undefined {
  return pickTranslation(field === "title" ? widened(chain, contents) : chain, contents, field);
}

/** The address for a reader: that of the first locale of the chain that has texts. */
export function slugOf(chain: readonly string[], contents: Contents<Slugged>): Translated {
  const found = widened(chain, contents).find((locale) => contents[locale] !== undefined) ?? "";
  return { value: contents[found]?.slug ?? "", locale: found };
}

/** What an option's name or value reads as; itself where nobody has translated it. */
export function optionLabel(
  chain: readonly string[],
  contents: Contents<{ readonly optionTexts: Readonly<Record<string, string>> }>,
  name: string,
): string {
  for (const locale of chain) {
    const texts = contents[locale]?.optionTexts;
    const label = texts !== undefined && Object.hasOwn(texts, name) ? texts[name] : undefined;
    if (label !== undefined && label.trim() !== "") return label;
  }
  return name;
}

/** The variant in words: its values in the order of the options, else its own title: `Schwarz / L`. */
export function variantLabel(
  chain: readonly string[],
  contents: Contents<{ readonly optionTexts: Readonly<Record<string, string>> }>,
  options: readonly ProductOption[],
  variant: { readonly optionValues: Readonly<Record<string, string>>; readonly title: string | null },
): string {
  const values = options.flatMap((option) => chosenValue(variant, option.name) ?? []);
  if (values.length === 0) return variant.title ?? "";
  return values.map((value) => optionLabel(chain, contents, value)).join(" / ");
}
