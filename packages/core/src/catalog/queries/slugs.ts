import type { Db } from "../../platform/db.ts";
import { anyOf, catalog } from "./products.ts";

export interface SlugRow {
  readonly slug: string;
  readonly locale: string;
  readonly product_id: string;
}

/** Products by an address they have or had in the given locale. */
export async function productsBySlug(
  db: Db<"tenant">,
  locale: string,
  slugs: readonly string[],
): Promise<Map<string, string>> {
  if (slugs.length === 0) return new Map();
  const rows = await catalog(db)
    .selectFrom("product_slugs")
    .select(["slug", "product_id"])
    .where("slug", "=", anyOf(slugs))
    .where("locale", "=", locale)
    .execute();
  return new Map(rows.map((row) => [row.slug, row.product_id]));
}

/** Who has or had which of these addresses, in any locale. */
export async function ownersOfSlugs(db: Db<"tenant">, slugs: readonly string[]): Promise<SlugRow[]> {
  if (slugs.length === 0) return [];
  return catalog(db)
    .selectFrom("product_slugs")
    .select(["slug", "locale", "product_id"])
    .where("slug", "=", anyOf(slugs))
    .execute();
}

/** Products by the stock-keeping units of their variants. */
export async function productsBySku(
  db: Db<"tenant">,
  skus: readonly string[],
): Promise<Map<string, { productId: string; variantId: string }>> {
  if (skus.length === 0) return new Map();
  const rows = await catalog(db)
    .selectFrom("variants")
    .select(["sku", "product_id", "id"])
    .where("sku", "=", anyOf(skus))
    .execute();
  return new Map(rows.map((row) => [row.sku ?? "", { productId: row.product_id, variantId: row.id }]));
}
