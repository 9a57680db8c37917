import type { Tx } from "../../platform/db.ts";
import { searchTextOf } from "../rules/content.ts";
import type { ProductState } from "../rules/product-state.ts";
import { same } from "../rules/same.ts";
import { catalog } from "./products.ts";

/** One product as it was (undefined: new) and as it is to be. */
export interface Change {
  readonly before: ProductState | undefined;
  readonly after: ProductState;
}

/**
 * Writes what differs, in one multi-row statement per table however many products. Answers those that differed.
 * Violations of `product_slugs_pkey`, `variants_sku` and `variants_combination` come through as they are.
 */
export async function saveProducts(tx: Tx<"tenant">, changes: readonly Change[], now: Date): Promise<Change[]> {
  const changed = changes.filter(({ before, after }) => !same(before, after));
  if (changed.length === 0) return [];
  await upsertProducts(tx, changed, now);
  await insertSlugs(tx, changed);
  await upsertContents(tx, changed);
  await upsertVariants(tx, changed);
  await writeCategories(tx, changed);
  return changed;
}

async function upsertProducts(tx: Tx<"tenant">, changed: readonly Change[], now: Date): Promise<void> {
  await catalog(tx)
    .insertInto("products")
    .values(
      changed.map(({ before, after }) => ({
        id: after.id,
        status: after.status,
        version: before === undefined ? 1 : before.version + 1,
        tax_class: after.taxClass,
        brand: after.brand,
        product_type: after.productType,
        tags: JSON.stringify(after.tags),
        custom_fields: JSON.stringify(after.customFields),
        options: JSON.stringify(after.options),
        created_at: after.createdAt,
        updated_at: now,
        published_at: after.publishedAt,
      })),
    )
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet((eb) => ({
        status: eb.ref("excluded.status"),
        version: eb.ref("excluded.version"),
        tax_class: eb.ref("excluded.tax_class"),
        brand: eb.ref("excluded.brand"),
        product_type: eb.ref("excluded.product_type"),
        tags: eb.ref("excluded.tags"),
        custom_fields: eb.ref("excluded.custom_fields"),
        options: eb.ref("excluded.options"),
        updated_at: eb.ref("excluded.updated_at"),
        published_at: eb.ref("excluded.published_at"),
      })),
    )
    .execute();
}

/** Slugs that the product has not had before; a slug of its own past is there already. */
async function insertSlugs(tx: Tx<"tenant">, changed: readonly Change[]): Promise<void> {
  const rows = changed.flatMap(({ before, after }) =>
    Object.entries(after.contents)
      .filter(([locale, content]) => before?.contents[locale]?.slug !== content.slug)
      .map(([locale, content]) => ({ slug: content.slug, locale, product_id: after.id })),
  );
  if (rows.length === 0) return;
  const own = await catalog(tx)
    .selectFrom("product_slugs")
    .select(["slug", "locale", "product_id"])
    .where(
      "slug",
      "in",
      rows.map((row) => row.slug),
    )
    .execute();
  const had = new Set(own.map((row) => `${row.product_id} ${row.locale} ${row.slug}`));
  const fresh = rows.filter((row) => !had.has(`${row.product_id} ${row.locale} ${row.slug}`));
  if (fresh.length > 0) await catalog(tx).insertInto("product_slugs").values(fresh).execute();
}

async function upsertContents(tx: Tx<"tenant">, changed: readonly Change[]): Promise<void> {
  const rows = changed.flatMap(({ after }) =>
    Object.entries(after.contents).map(([locale, content]) => ({
      product_id: after.id,
      locale,
      title: content.title,
      description: content.description,
      seo_title: content.seoTitle,
      seo_description: content.seoDescription,
      slug: content.slug,
      option_texts: JSON.stringify(content.optionTexts),
      stale: JSON.stringify(content.stale),
      search: searchTextOf(after, content, locale),
    })),
  );
  if (rows.length === 0) return;
  await catalog(tx)
    .insertInto("product_translations")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["product_id", "locale"]).doUpdateSet((eb) => ({
        title: eb.ref("excluded.title"),
        description: eb.ref("excluded.description"),
        seo_title: eb.ref("excluded.seo_title"),
        seo_description: eb.ref("excluded.seo_description"),
        slug: eb.ref("excluded.slug"),
        option_texts: eb.ref("excluded.option_texts"),
        stale: eb.ref("excluded.stale"),
        search: eb.ref("excluded.search"),
      })),
    )
    .execute();
}

async function upsertVariants(tx: Tx<"tenant">, changed: readonly Change[]): Promise<void> {
  const rows = changed.flatMap(({ before, after }) => {
    const known = new Map(before?.variants.map((variant) => [variant.id, variant]));
    return after.variants
      .filter((variant) => !same(known.get(variant.id), variant))
      .map((variant) => ({
        id: variant.id,
        product_id: after.id,
        sku: variant.sku,
        title: variant.title,
        option_values: JSON.stringify(variant.optionValues),
        barcode: variant.barcode,
        weight_grams: variant.weightGrams,
        length_mm: variant.lengthMm,
        measure: variant.measure === null ? null : JSON.stringify(variant.measure),
        width_mm: variant.widthMm,
        height_mm: variant.heightMm,
        active: variant.active,
        position: variant.position,
      }));
  });
  if (rows.length === 0) return;
  await catalog(tx)
    .insertInto("variants")
    .values(rows)
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet((eb) => ({
        sku: eb.ref("excluded.sku"),
        title: eb.ref("excluded.title"),
        option_values: eb.ref("excluded.option_values"),
        barcode: eb.ref("excluded.barcode"),
        weight_grams: eb.ref("excluded.weight_grams"),
        length_mm: eb.ref("excluded.length_mm"),
        measure: eb.ref("excluded.measure"),
        width_mm: eb.ref("excluded.width_mm"),
        height_mm: eb.ref("excluded.height_mm"),
        active: eb.ref("excluded.active"),
        position: eb.ref("excluded.position"),
      })),
    )
    .execute();
}

async function writeCategories(tx: Tx<"tenant">, changed: readonly Change[]): Promise<void> {
  const pairs = (list: Change[], pick: (change: Change) => readonly string[]) =>
    list.flatMap((change) => pick(change).map((id) => ({ product_id: change.after.id, category_id: id })));
  const without = (all: readonly string[] = [], some: readonly string[] = []) => all.filter((id) => !some.includes(id));
  const gone = pairs([...changed], ({ before, after }) => without(before?.categoryIds, after.categoryIds));
  const added = pairs([...changed], ({ before, after }) => without(after.categoryIds, before?.categoryIds));
  if (gone.length > 0) {
    await catalog(tx)
      .deleteFrom("product_categories")
      .where((eb) =>
        eb(
          eb.refTuple("product_id", "category_id"),
          "in",
          gone.map((pair) => eb.tuple(pair.product_id, pair.category_id)),
        ),
      )
      .execute();
  }
  if (added.length > 0) {
    await catalog(tx)
      .insertInto("product_categories")
      .values(added)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
