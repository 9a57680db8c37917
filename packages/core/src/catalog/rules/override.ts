/**
 * A market's own values of a product's fields, without copies: product → market → language, field by field. What a
 * market does not have follows the product at once.
 */
/** The level of a market that is for all of its languages. */
export const everyLocale = "";

/** One level's own values; null is inherited. */
export interface OverrideState {
  /** `everyLocale`, or one of the market's languages. */
  readonly locale: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly available: boolean | null;
  readonly pictures: readonly string[] | null;
}

export const nothingOwn = { title: null, description: null, available: null, pictures: null };

const levelOf = <O extends Pick<OverrideState, "locale">>(overrides: readonly O[], locale: string): O | undefined =>
  overrides.find((one) => one.locale === locale);

/** The first of the language's own value and the market's. */
function nearest<F extends "available" | "pictures">(
  overrides: readonly Pick<OverrideState, "locale" | F>[],
  locale: string,
  field: F,
): OverrideState[F] {
  return levelOf(overrides, locale)?.[field] ?? levelOf(overrides, everyLocale)?.[field] ?? null;
}

/** Whether the market sells the product to a reader of the language. */
export function availableIn(
  overrides: readonly Pick<OverrideState, "locale" | "available">[],
  locale: string,
): boolean {
  return nearest(overrides, locale, "available") ?? true;
}

/** The pictures in the market's order: those that it names first, then the others as they are. */
export function arranged<P extends { readonly id: string }>(
  pictures: readonly P[],
  overrides: readonly Pick<OverrideState, "locale" | "pictures">[],
  locale: string,
): P[] {
  const order = nearest(overrides, locale, "pictures") ?? [];
  const place = ({ id }: P): number => (order.includes(id) ? order.indexOf(id) : order.length);
  return pictures.toSorted((a, b) => place(a) - place(b));
}

type Texts = Readonly<Partial<Record<"title" | "description" | "seoTitle" | "seoDescription", string | null>>>;
type Own = Pick<OverrideState, "locale" | "title"> & Partial<Pick<OverrideState, "description">>;

/**
 * A product's texts as the market has them, for `textOf`: in each language the market's own for it, else the
 * market's for all languages, else the product's. So a reader gets an own language before another one's override.
 */
export function textsIn(
  contents: Readonly<Record<string, Texts>>,
  overrides: readonly Own[],
  chain: readonly string[],
): Readonly<Record<string, Texts>> {
  if (overrides.length === 0) return contents;
  const everywhere = levelOf(overrides, everyLocale);
  const locales = [...new Set([...chain, ...Object.keys(contents), ...overrides.map((one) => one.locale)])];
  return Object.fromEntries(
    locales
      .filter((locale) => locale !== everyLocale)
      .map((locale) => {
        const [content, own] = [contents[locale], levelOf(overrides, locale)];
        const title = own?.title ?? everywhere?.title ?? content?.title ?? null;
        const description = own?.description ?? everywhere?.description ?? content?.description ?? null;
        return [locale, { ...content, title, description }];
      }),
  );
}
