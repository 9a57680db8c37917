import { DomainError } from "../kernel/errors.ts";
import type { Db } from "../platform/db.ts";
import type { Change } from "./queries/save-products.ts";
import { ownersOfSlugs } from "./queries/slugs.ts";
import type { ContentState } from "./rules/product-state.ts";
import { slugCandidates, slugify } from "./rules/slug.ts";
import type { CatalogErrorCode } from "./error-codes.ts";

interface Wanted {
  readonly productId: string;
  readonly locale: string;
  /** Best first; one alone was chosen by a person and is taken or refused. */
  readonly candidates: readonly string[];
}

/**
 * Gives every new text its address: the chosen one, else one made of its title that nobody has or had.
 *
 * @throws DomainError conflict `catalog.slug_taken` for a chosen one that is another product's.
 */
export async function assignSlugs(db: Db<"tenant">, source: string, changes: readonly Change[]): Promise<Change[]> {
  const wanted = changes.flatMap((change) => wantedBy(change, source));
  const rows = await ownersOfSlugs(db, [...new Set(wanted.flatMap((one) => one.candidates))]);
  const owners = new Map(rows.map((row) => [`${row.locale} ${row.slug}`, row.product_id]));
  const given = new Map<string, string>();
  for (const { productId, locale, candidates } of wanted) {
    const free = candidates.find((slug) => (owners.get(`${locale} ${slug}`) ?? productId) === productId);
    if (free === undefined)
      throw new DomainError<CatalogErrorCode>("conflict", "catalog.slug_taken", { slug: candidates[0] ?? "", locale });
    owners.set(`${locale} ${free}`, productId);
    given.set(`${productId} ${locale}`, free);
  }
  return changes.map(({ before, after }) => ({
    before,
    after: { ...after, contents: withSlugs(after.contents, after.id, given) },
  }));
}

function wantedBy({ before, after }: Change, source: string): Wanted[] {
  const sourceTitle = after.contents[source]?.title ?? "";
  return Object.entries(after.contents).flatMap(([locale, { slug, title }]) => {
    if (slug !== "" && slug === before?.contents[locale]?.slug) return [];
    const made = slugify(title ?? sourceTitle, locale) || after.id.slice(-8);
    const candidates = slug === "" ? slugCandidates(made, after.id) : [slug];
    return [{ productId: after.id, locale, candidates }];
  });
}

function withSlugs(contents: Readonly<Record<string, ContentState>>, id: string, given: ReadonlyMap<string, string>) {
  return Object.fromEntries(
    Object.entries(contents).map(([locale, content]) => [
      locale,
      { ...content, slug: given.get(`${id} ${locale}`) ?? content.slug },
    ]),
  );
}
