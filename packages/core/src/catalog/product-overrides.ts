import { notFound } from "../kernel/errors.ts";
import { localeChain, marketById } from "../markets/index.ts";
import { picturesOf } from "../media/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import {
  GetProductOverrides,
  type OverrideField,
  ProductOverrides,
  type ProvenProductField,
} from "./override-schemas.ts";
import { loadProducts } from "./queries/products.ts";
import { overridesOf } from "./queries/overrides.ts";
import { textOf } from "./rules/localise.ts";
import { arranged, availableIn, everyLocale, nothingOwn, type OverrideState, textsIn } from "./rules/override.ts";
import type { ProductState } from "./rules/product-state.ts";

/** Of each field that a market can override: what holds there per language, where it comes from, what a reset gives. */
export const productOverrides = read(
  "catalog.product_overrides",
  { access: { staff: "catalog.read" }, input: GetProductOverrides, output: ProductOverrides },
  async (ctx: TenantCtx, input) => shownOverrides(ctx, input.productId, input.marketId),
);

type Reader = Parameters<typeof picturesOf>[0] & Pick<TenantCtx, "db" | "tenant">;

/** @throws DomainError not_found. */
export async function shownOverrides(ctx: Reader, productId: ProductState["id"], marketId: string) {
  const market = await marketById(ctx, marketId);
  const product = (await loadProducts(ctx.db, [productId], false)).get(productId);
  if (product === undefined) throw notFound("product");
  const overrides = await overridesOf(ctx.db, productId, marketId);
  const pictures = (await picturesOf(ctx, [productId])).get(productId) ?? [];
  const levels = [everyLocale, ...market.locales];
  const fields = levels.flatMap((level) => {
    const locale = level === everyLocale ? market.defaultLocale : level;
    const chain = localeChain(market, locale, ctx.tenant.defaultLocale);
    // The market as a whole is asked about without what single languages have.
    const here = level === everyLocale ? overrides.filter((one) => one.locale === everyLocale) : overrides;
    return provenAt(level, chain, product, here, pictures);
  });
  return ProductOverrides.parse({ productId, version: product.version, marketId, fields });
}

function provenAt(
  level: string,
  chain: readonly string[],
  product: ProductState,
  overrides: readonly OverrideState[],
  pictures: readonly { readonly id: string }[],
): ProvenProductField[] {
  const own = overrides.find((one) => one.locale === level);
  const without = overrides.map((one) => (one.locale === level ? { ...one, ...nothingOwn } : one));
  const [locale = ""] = chain;
  const shown = (field: OverrideField, from: readonly OverrideState[]): ProvenProductField["value"] => {
    if (field === "available") return availableIn(from, locale);
    if (field === "pictures") return arranged(pictures, from, locale).map(({ id }) => id);
    return textOf(chain, textsIn(product.contents, from, chain), field)?.value ?? null;
  };
  const whole = overrides.find((one) => one.locale === everyLocale);
  return (["title", "description", "available", "pictures"] as const).map((field) => {
    const found = field === "title" || field === "description" ? field : undefined;
    const written = found && textOf(chain, textsIn(product.contents, overrides, chain), found)?.locale;
    const of = overrides.find((one) => one.locale === written);
    const ownHere = (own?.[field] ?? null) !== null;
    const source =
      level !== everyLocale && (ownHere || (found !== undefined && (of?.[found] ?? null) !== null))
        ? "locale"
        : (whole?.[field] ?? null) !== null
          ? "market"
          : "product";
    return {
      field,
      locale: level === everyLocale ? null : level,
      source,
      textLocale: source === "market" ? null : (written ?? null),
      value: shown(field, overrides),
      inherited: shown(field, without),
      own: ownHere,
    };
  });
}
