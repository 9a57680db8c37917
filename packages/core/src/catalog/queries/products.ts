import { type Kysely, sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import { anyOf as anyIdOf, type Ids, part, type Part, together } from "../../platform/parts.ts";
import { type Given, piece, statement } from "../../platform/statement.ts";
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
  const rows = await productRows(db, { ids }, lock);
  return productStates({
    rows,
    contents: contentsIn(await contentRows(db, { ids })),
    variants: variantsIn(await variantRows(db, { ids })),
    categories: categoriesIn(await categoryRows(db, { ids })),
  });
}

/** The same without a lock, to be read with others. */
export function productsPart(ids: Ids): Part<Map<string, ProductState>> {
  return together(
    {
      rows: part(productPiece({ ids }), (rows) =>
        rows.map((row) => ({
          ...row,
          created_at: new Date(row.created_at),
          updated_at: new Date(row.updated_at),
          published_at: row.published_at === null ? null : new Date(row.published_at),
        })),
      ),
      contents: part(contentPiece({ ids }), contentsIn),
      variants: part(variantPiece({ ids }), variantsIn),
      categories: part(categoryPiece({ ids }), categoriesIn),
    },
    productStates,
  );
}

type Own = Kysely<CatalogTables>;
type OfIds = Given<{ ids: readonly string[] }>;

const productsQuery = (own: Own, { ids }: OfIds) =>
  own
    .selectFrom("products")
    .select(["id", "status", "version", "tax_class", "brand", "product_type", "tags", "custom_fields", "options"])
    .select(["created_at", "updated_at", "published_at"])
    .where("id", "=", anyIdOf(ids))
    .orderBy("id");
const productPiece = piece(productsQuery);
const productRows = statement((own: Own, given: OfIds, lock: boolean) =>
  productsQuery(own, given).$if(lock, (query) => query.forUpdate()),
);

type Rows<Q extends { execute: () => Promise<unknown> }> = Awaited<ReturnType<Q["execute"]>>;

interface Loaded {
  readonly rows: Rows<ReturnType<typeof productsQuery>>;
  readonly contents: ReturnType<typeof contentsIn>;
  readonly variants: ReturnType<typeof variantsIn>;
  readonly categories: ReturnType<typeof categoriesIn>;
}

function productStates({ rows, contents, variants, categories }: Loaded): Map<string, ProductState> {
  return new Map(
    rows.map((row) => [
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

const contentsQuery = (own: Own, { ids }: OfIds) =>
  own
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
    .where("product_id", "=", anyIdOf(ids))
    .orderBy("product_id")
    .orderBy("locale");
const contentPiece = piece(contentsQuery);
const contentRows = statement(contentsQuery);

function contentsIn(rows: Rows<ReturnType<typeof contentsQuery>>): Map<string, [string, ContentState][]> {
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

const variantsQuery = (own: Own, { ids }: OfIds) =>
  own
    .selectFrom("variants")
    .select(["product_id", "id", "sku", "title", "option_values", "barcode", "active", "position"])
    .select(["weight_grams", "length_mm", "width_mm", "height_mm", "measure"])
    .where("product_id", "=", anyIdOf(ids))
    .orderBy("product_id")
    .orderBy("position")
    .orderBy("id");
const variantPiece = piece(variantsQuery);
const variantRows = statement(variantsQuery);

function variantsIn(rows: Rows<ReturnType<typeof variantsQuery>>): Map<string, VariantState[]> {
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

const categoriesQuery = (own: Own, { ids }: OfIds) =>
  own
    .selectFrom("product_categories")
    .select(["product_id", "category_id"])
    .where("product_id", "=", anyIdOf(ids))
    .orderBy("product_id")
    .orderBy("category_id");
const categoryPiece = piece(categoriesQuery);
const categoryRows = statement(categoriesQuery);

function categoriesIn(rows: Rows<ReturnType<typeof categoriesQuery>>): Map<string, string[]> {
  return listed(rows, (row) => row.category_id);
}

function listed<R extends { readonly product_id: string }, T>(
  rows: readonly R[],
  make: (row: R) => T,
): Map<string, T[]> {
  const byProduct = Map.groupBy(rows, (row) => row.product_id);
  return new Map([...byProduct].map(([id, list]) => [id, list.map(make)]));
}

/** Products that count for the shop's plan: all but the archived ones. */
export async function countProducts(db: Db<"tenant">): Promise<number> {
  const row = await catalog(db)
    .selectFrom("products")
    .select((eb) => eb.fn.countAll<number>().as("products"))
    .where("status", "<>", "archived")
    .executeTakeFirstOrThrow();
  return Number(row.products);
}
