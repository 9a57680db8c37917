import { DomainError, notFound } from "../kernel/errors.ts";
import { marketById } from "../markets/index.ts";
import { picturesOf } from "../media/index.ts";
import { write } from "../platform/verb.ts";
import type { CatalogErrorCode } from "./error-codes.ts";
import { overrideFields, ProductOverrides, SetProductOverride } from "./override-schemas.ts";
import { shownOverrides } from "./product-overrides.ts";
import { overridesOf, productVersion, saveOverride, touchProduct } from "./queries/overrides.ts";
import { everyLocale, nothingOwn, type OverrideState } from "./rules/override.ts";

/** Gives a market its own value of a product's fields, or gives fields back to what is inherited (null). */
export const setProductOverride = write(
  "catalog.set_product_override",
  {
    access: { staff: "catalog.write" },
    input: SetProductOverride,
    output: ProductOverrides,
    audit: (input) => ({
      subject: input.productId,
      details: {
        marketId: input.marketId,
        locale: input.locale,
        fields: overrideFields.filter((field) => input[field] !== undefined),
      },
    }),
    leaves: ["outbox"],
  },
  async (ctx, { productId, marketId, version, locale, ...given }) => {
    const market = await marketById(ctx, marketId);
    if (locale !== null && !market.locales.includes(locale))
      throw new DomainError<CatalogErrorCode>("invalid", "catalog.not_a_language_of_the_market", { locale });
    // Locks the product, so that two people who change different fields do not undo each other.
    if (!(await touchProduct(ctx.db, productId, version, ctx.now()))) {
      const current = await productVersion(ctx.db, productId);
      if (current === undefined) throw notFound("product");
      throw new DomainError<CatalogErrorCode>("conflict", "catalog.stale", { current: { version: current } });
    }
    const { pictures } = given;
    if (pictures !== undefined && pictures !== null) {
      const known = new Set(((await picturesOf(ctx, [productId])).get(productId) ?? []).map(({ id }) => id));
      if (!pictures.every((id) => known.has(id))) throw notFound("picture");
    }
    const level = locale ?? everyLocale;
    const before = (await overridesOf(ctx.db, productId, marketId)).find((one) => one.locale === level);
    const after = changed(before ?? { locale: level, ...nothingOwn }, given);
    await saveOverride(ctx.db, { productId, marketId }, after, ctx.tenant.defaultLocale);
    ctx.emit({ type: "product.updated", aggregateId: productId, payload: { productId, version: version + 1 } });
    return shownOverrides(ctx, productId, marketId);
  },
);

type Given = Omit<SetProductOverride, "productId" | "marketId" | "version" | "locale">;

function changed(before: OverrideState, { title, description, available, pictures }: Given): OverrideState {
  return {
    locale: before.locale,
    title: title === undefined ? before.title : title,
    // A blank text would show nothing where there is a text to inherit.
    description: description === undefined ? before.description : description?.trim() === "" ? null : description,
    available: available === undefined ? before.available : available,
    pictures: pictures === undefined ? before.pictures : pictures,
  };
}
