/**
 * Texts per locale. Translations are made of the source locale's texts: when one of those changes, the
 * translations of that field are stale until they are written again.
 */
import { searchText } from "./fold.ts";
import { type ContentPatch, type ContentState, emptyContent, type ProductState } from "./product-state.ts";

const fields = ["title", "description", "seoTitle", "seoDescription"] as const;

const blankToNull = (text: string | null): string | null => (text === null || text.trim() === "" ? null : text);

/** The locale's texts after the change. Writing a text, even the same again, makes it fresh. */
export function patchContent(before: ContentState | undefined, patch: ContentPatch): ContentState {
  const current = before ?? emptyContent;
  const given = fields.filter((field) => patch[field] !== undefined);
  const texts = Object.fromEntries(given.map((field) => [field, blankToNull(patch[field] ?? null)]));
  return {
    ...current,
    ...texts,
    slug: patch.slug ?? current.slug,
    optionTexts: patch.optionTexts ?? current.optionTexts,
    stale: current.stale.filter((field) => !given.some((one) => one === field)),
  };
}

/** The texts that differ between two states of one locale. */
export function changedFields(before: ContentState | undefined, after: ContentState): (typeof fields)[number][] {
  return fields.filter((field) => (before?.[field] ?? null) !== after[field]);
}

/** Marks the other locales' translations of the given fields as older than their source. */
export function markStale(
  contents: ProductState["contents"],
  source: string,
  changed: readonly (typeof fields)[number][],
): Record<string, ContentState> {
  return Object.fromEntries(
    Object.entries(contents).map(([locale, content]) => {
      if (locale === source) return [locale, content];
      const stale = changed.filter((field) => content[field] !== null && !content.stale.includes(field));
      return [locale, stale.length === 0 ? content : { ...content, stale: [...content.stale, ...stale].toSorted() }];
    }),
  );
}

/** The product after a change of its texts in one locale. */
export function withContent(product: ProductState, locale: string, source: string, patch: ContentPatch): ProductState {
  const before = product.contents[locale];
  const content = patchContent(before, patch);
  const contents = { ...product.contents, [locale]: content };
  if (locale !== source || before === undefined) return { ...product, contents };
  return { ...product, contents: markStale(contents, source, changedFields(before, content)) };
}

/** The folded words by which the product is found in a locale. */
export function searchTextOf(product: ProductState, content: ContentState, locale: string): string {
  const skus = product.variants.map((variant) => variant.sku);
  const values = Object.values(content.optionTexts);
  const texts = [
    content.title,
    product.brand,
    product.productType,
    ...product.tags,
    ...skus,
    ...values,
    content.description,
  ];
  return searchText(texts, locale);
}
