import { DomainError } from "../kernel/errors.ts";
import type { Actor, TenantCtx } from "../platform/context.ts";
import type { CatalogErrorCode } from "./error-codes.ts";
import type { Product } from "./schemas.ts";

/** The languages that a translator works in; null for everybody else, who works in all. */
const localesOf = (actor: Actor): readonly string[] | null => (actor.kind === "staff" ? actor.locales : null);

/** @throws DomainError forbidden `catalog.not_your_language` for a translator of other languages. */
export function assertOwnLocale({ actor }: Pick<TenantCtx, "actor">, locale: string): void {
  const locales = localesOf(actor);
  if (locales !== null && !locales.includes(locale))
    throw new DomainError<CatalogErrorCode>("forbidden", "catalog.not_your_language", { locales: locales.join(", ") });
}

/** The product as the caller may see it: a translator sees the source and the own languages. */
export function inOwnLocales<T extends Pick<Product, "sourceLocale" | "translations">>(
  { actor }: Pick<TenantCtx, "actor">,
  product: T,
): T {
  const locales = localesOf(actor);
  if (locales === null) return product;
  const shown = Object.entries(product.translations).filter(
    ([locale]) => locale === product.sourceLocale || locales.includes(locale),
  );
  return { ...product, translations: Object.fromEntries(shown) };
}
