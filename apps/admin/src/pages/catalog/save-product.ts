import type { ActiveCurrencyCode } from "@meridian/core/kernel/currency";
import type { AdminInputs, ShopApi } from "../../lib/api.ts";
import type { Product } from "./catalog-types.ts";
import type { ProductDraft, TextField } from "./product-draft.ts";

type Texts = Partial<Record<TextField, string | null>>;
type PriceInput = AdminInputs["pricing"]["setPrices"]["prices"][number];
type VariantInput = AdminInputs["catalog"]["updateVariant"];
export type ProductChanges = {
  readonly [Part in "texts" | "fields" | "variants" | "prices" | "stock"]: ProductDraft[Part]["changes"];
};

/** Changed texts by locale. An emptied text is none, so that its fallback shows; an emptied slug is made anew. */
export function textsByLocale(changes: ProductChanges["texts"]): Map<string, Texts> {
  const byLocale = new Map<string, Texts>();
  for (const [key, text] of Object.entries(changes)) {
    const [locale = "", field = ""] = key.split("/");
    if (field === "slug" && text === "") continue;
    byLocale.set(locale, { ...byLocale.get(locale), [field]: text === "" ? null : text });
  }
  return byLocale;
}

function valuesById<T>(changes: Readonly<Record<string, T | undefined>>): Map<string, Record<string, T | null>> {
  const byId = new Map<string, Record<string, T | null>>();
  for (const [key, value] of Object.entries(changes)) {
    const [id = "", field = ""] = key.split("/");
    byId.set(id, { ...byId.get(id), [field]: value === undefined || value === "" ? null : value });
  }
  return byId;
}

/**
 * Saves what was changed, each part by its own call, the product's version handed on from one to the next.
 * When one is refused the parts before it stay saved: the page then shows what is left.
 */
export async function saveProduct(
  { client }: Pick<ShopApi, "client">,
  product: Product,
  changes: ProductChanges,
): Promise<void> {
  const { id, sourceLocale } = product;
  let { version } = product;
  const texts = textsByLocale(changes.texts);
  const { brand, productType, ...rest } = changes.fields;
  const fields = {
    ...rest,
    ...(brand === undefined ? {} : { brand: brand === "" ? null : brand }),
    ...(productType === undefined ? {} : { productType: productType === "" ? null : productType }),
  };
  const source = texts.get(sourceLocale);
  if (source !== undefined || Object.keys(fields).length > 0) {
    // The title in the source language is never empty: an emptied one is refused by the server, in words.
    const { title, ...others } = source ?? {};
    const own = { ...others, ...(title === undefined ? {} : { title: title ?? "" }) };
    ({ version } = await client.catalog.updateProduct.mutate({
      id,
      version,
      ...fields,
      ...own,
    } as AdminInputs["catalog"]["updateProduct"]));
  }
  for (const [locale, own] of texts) {
    if (locale === sourceLocale) continue;
    ({ version } = await client.catalog.setTranslation.mutate({
      id,
      version,
      locale,
      ...own,
    } as AdminInputs["catalog"]["setTranslation"]));
  }
  for (const [variantId, own] of valuesById(changes.variants)) {
    ({ version } = await client.catalog.updateVariant.mutate({
      productId: id,
      id: variantId,
      version,
      ...own,
    } as VariantInput));
  }
  const prices = Object.entries(changes.prices).map(([key, amount]) => {
    const [variantId, currency] = key.split("/");
    return {
      variantId,
      currency: currency as ActiveCurrencyCode,
      amount: amount ?? null,
      marketId: null,
    } as PriceInput;
  });
  if (prices.length > 0) await client.pricing.setPrices.mutate({ prices });
  for (const variant of product.variants) {
    const onHand = changes.stock[variant.id];
    if (onHand === undefined) continue;
    await client.inventory.adjustStock.mutate({
      variantId: variant.id,
      change: { kind: "set", onHand },
      expectedOnHand: variant.onHand,
    });
  }
}
