import type { ActiveCurrencyCode } from "@meridian/core/kernel/currency";
import { useDraft, type Draft } from "../../lib/drafts.ts";
import type { WireMoney } from "../../lib/format.ts";
import type { Product, Variant } from "./catalog-types.ts";

export const textFields = ["title", "description", "slug", "seoTitle", "seoDescription"] as const;
export type TextField = (typeof textFields)[number];
export const textKey = (locale: string, field: TextField): string => `${locale}/${field}`;

/** What of a variant is edited in place. */
export const variantFields = ["sku", "weightGrams", "active", "trackInventory", "allowBackorder"] as const;
export type VariantField = (typeof variantFields)[number];
export const variantKey = (id: string, field: VariantField): string => `${id}/${field}`;
export const priceKey = (id: string, currency: ActiveCurrencyCode): string => `${id}/${currency}`;

export interface BasePrice {
  readonly variantId: string;
  readonly marketId: string | null;
  readonly amount: WireMoney;
}

/** Everything of a product that its page edits, as the server has it, in flat records of small values. */
export function savedTexts(product: Product, locales: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    locales.flatMap((locale) =>
      textFields.map((field) => [textKey(locale, field), product.translations[locale]?.[field] ?? ""]),
    ),
  );
}

export function savedFields({ taxClass, brand, productType, tags, categories }: Product) {
  return {
    taxClass,
    brand: brand ?? "",
    productType: productType ?? "",
    tags,
    categoryIds: categories.map(({ id }) => id),
  };
}
export type ProductFields = ReturnType<typeof savedFields>;

export function savedVariants(variants: readonly Variant[]): Record<string, string | number | boolean> {
  return Object.fromEntries(
    variants.flatMap((variant) => variantFields.map((field) => [variantKey(variant.id, field), variant[field] ?? ""])),
  );
}

/** Base prices: those of single markets are set with the market in view. */
export function savedPrices(prices: readonly BasePrice[]): Record<string, WireMoney | null> {
  return Object.fromEntries(
    prices
      .filter(({ marketId }) => marketId === null)
      .map(({ variantId, amount }) => [priceKey(variantId, amount.currency), amount]),
  );
}

export function savedStock(variants: readonly Variant[]): Record<string, number> {
  return Object.fromEntries(variants.map(({ id, onHand }) => [id, onHand]));
}

export interface ProductDraft {
  readonly texts: Draft<Record<string, string>>;
  readonly fields: Draft<ProductFields>;
  readonly variants: Draft<Record<string, string | number | boolean>>;
  readonly prices: Draft<Record<string, WireMoney | null>>;
  readonly stock: Draft<Record<string, number>>;
  readonly count: number;
  readonly reset: () => void;
}

export function useProductDraft(
  product: Product,
  prices: readonly BasePrice[],
  locales: readonly string[],
): ProductDraft {
  const texts = useDraft(savedTexts(product, locales));
  const fields = useDraft(savedFields(product));
  const variants = useDraft(savedVariants(product.variants));
  const priceDraft = useDraft(savedPrices(prices));
  const stock = useDraft(savedStock(product.variants));
  const parts = [texts, fields, variants, priceDraft, stock];
  return {
    texts,
    fields,
    variants,
    prices: priceDraft,
    stock,
    count: parts.reduce((sum, { count }) => sum + count, 0),
    reset: () => parts.forEach(({ reset }) => reset()),
  };
}
