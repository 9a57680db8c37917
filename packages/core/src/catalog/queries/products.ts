import { type Kysely, sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import type { ContentState, ProductState, VariantState } from "../rules/product-state.ts";
import type { CatalogTables } from "../tables.ts";

export const catalog = (db: Db<"tenant">): Kysely<CatalogTables> => db.tables<CatalogTables>();

/** `= any(…)` with one parameter however many values, so that the statement keeps its text and its plan. */
export const anyOf = (values: readonly string[]) => sql<string>`any(${[...values]})`;

/** Products with all that belongs to them here, by id; with a transaction they are locked in the order of their ids. */
export async function loadProducts(
  db: Db<"tenant"> | Tx<"tenant">,
  ids: readonly string[],
  lock: boolean,
): Promise<Map<string, ProductState>> {
  if (ids.length === 0) return new Map();
  const products = await catalog(db)
    .selectFrom("products")
    .select(["id", "status", "version", "tax_class", "brand", "product_type", "tags", "custom_fields", "options"])
    .select(["created_at", "updated_at", "published_at"])
    .where("id", "=", anyOf(ids))
    .orderBy("id")
    .$if(lock, (query) => query.forUpdate())
    .execute();
  const [contents, variants, categories] = [
    await contentsOf(db, ids),
    await variantsOf(db, ids),
    await categoriesOf(db, ids),
  ];
  return new Map(
    products.map((row) => [
      row.id,
      {
        id: row.id,
        status: row.status,
        version: row.version,
        taxClass: row.tax_class,
        brand: row.brand,
        productType: row.product_type,
        tags: row.tags,
        customFields: row.custom_fields,
        options: row.options,
        createdAt: row.created_at,
        updatedAt: row.updated_at,
        publishedAt: row.published_at,
        contents: Object.fromEntries(contents.get(row.id) ?? []),
        variants: variants.get(row.id) ?? [],
        categoryIds: categories.get(row.id) ?? [],
      },
    ]),
  );
}

async function contentsOf(db: Db<"tenant">, ids: readonly string[]): Promise<Map<string, [string, ContentState][]>> {
  const rows = await catalog(db)
    .selectFrom("product_translations")
    .select([
      "product_id",
      "locale",
      "title",
      "description",
      "seo_title",
      "seo_description",
      "slug",
      "option_texts",
      "stale",
    ])
    .where("product_id", "=", anyOf(ids))
    .orderBy("product_id")
    .orderBy("locale")
    .execute();
  return listed(rows, (row): [string, ContentState] => [
    row.locale,
    {
      title: row.title,
      description: row.description,
      seoTitle: row.seo_title,
      seoDescription: row.seo_description,
      slug: row.slug,
      optionTexts: row.option_texts,
      stale: row.stale,
    },
  ]);
}

async function variantsOf(db: Db<"tenant">, ids: readonly string[]): Promise<Map<string, VariantState[]>> {
  const rows = await catalog(db)
    .selectFrom("variants")
    .select(["product_id", "id", "sku", "title", "option_values", "barcode", "active", "position"])
    .select(["weight_grams", "length_mm", "width_mm", "height_mm", "measure"])
    .where("product_id", "=", anyOf(ids))
    .orderBy("product_id")
    .orderBy("position")
    .orderBy("id")
    .execute();
  return listed(rows, (row) => ({
    id: row.id,
    sku: row.sku,
    title: row.title,
    optionValues: row.option_values,
    barcode: row.barcode,
    weightGrams: row.weight_grams,
    lengthMm: row.length_mm,
    measure: row.measure,
    widthMm: row.width_mm,
    heightMm: row.height_mm,
    active: row.active,
    position: row.position,
  }));
}

async function categoriesOf(db: Db<"tenant">, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await catalog(db)
    .selectFrom("product_categories")
    .select(["product_id", "category_id"])
    .where("product_id", "=", anyOf(ids))
    .orderBy("product_id")
    .orderBy("category_id")
    .execute();
  return listed(rows, (row) => row.category_id);
}

function listed<R extends { readonly product_id: string }, T>(
  rows: readonly R[],
  make: (row: R) => T,
): Map<string, T[]> {
  const byProduct = Map.groupBy(rows, (row) => row.product_id);
  return new Map([...byProduct].map(([id, list]) => [id, list.map(make)]));
}
