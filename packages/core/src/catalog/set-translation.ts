import { DomainError } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { changeProduct } from "./change-product.ts";
import { assertOwnLocale, inOwnLocales } from "./own-locales.ts";
import { productView } from "./product-view.ts";
import { withContent } from "./rules/content.ts";
import { Product, SetTranslation } from "./schemas.ts";
import type { CatalogErrorCode } from "./error-codes.ts";

/** Writes a product's texts in one locale. A text left out stays; one set to null falls back again. */
export const setTranslation = write(
  "catalog.set_translation",
  {
    access: { staff: "catalog.translate" },
    input: SetTranslation,
    output: Product,
    audit: (input) => ({ subject: input.id, details: { locale: input.locale } }),
    leaves: ["outbox"],
  },
  async (ctx, { id, version, locale, ...texts }) => {
    assertOwnLocale(ctx, locale);
    const source = ctx.tenant.defaultLocale;
    const title = locale === source ? texts.title : undefined;
    if (title === null) throw new DomainError<CatalogErrorCode>("invalid", "catalog.title_missing", { locale });
    await changeProduct(ctx, { id, version }, (product) => withContent(product, locale, source, texts));
    return inOwnLocales(ctx, await productView(ctx, id));
  },
);
