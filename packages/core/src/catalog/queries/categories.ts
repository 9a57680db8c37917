import { type Kysely, sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import { anyOf as anyIdOf, type Ids, type Part, part } from "../../platform/parts.ts";
import { type Given, piece } from "../../platform/statement.ts";
import { newId } from "../../platform/new-id.ts";
import type { PathStep } from "../rules/category.ts";
import { anyOf, catalog } from "./products.ts";
import type { CatalogTables } from "../tables.ts";

export interface CategoryRow {
  readonly id: string;
  readonly parent_id: string | null;
  readonly path: string;
  readonly titles: Readonly<Record<string, string>>;
  readonly position: number;
  readonly hidden: boolean;
}

const columns = ["id", "parent_id", "path", "titles", "position", "hidden"] as const;

export async function categoriesById(db: Db<"tenant">, ids: readonly string[]): Promise<CategoryRow[]> {
  if (ids.length === 0) return [];
  return catalog(db).selectFrom("categories").select(columns).where("id", "=", anyOf(ids)).orderBy("path").execute();
}

/** Those that products are in, to be read with others. */
export function categoriesPart(productIds: Ids): Part<CategoryRow[]> {
  return part(heldBy({ productIds }), (rows) => rows);
}

const heldBy = piece((tables: Kysely<CatalogTables>, { productIds }: Given<{ productIds: readonly string[] }>) =>
  tables
    .selectFrom("categories")
    .select(columns)
    .where(
      "id",
      "in",
      tables
        .selectFrom("product_categories as held")
        .select("held.category_id")
        .where("held.product_id", "=", anyIdOf(productIds)),
    )
    .orderBy("path"),
);

/** The categories of products and all above them, by product, to be read with others. */
export function categoriesAbovePart(productIds: Ids): Part<ReadonlyMap<string, readonly string[]>> {
  return part(above({ productIds }), (rows) => new Map(rows.map((row) => [row.product_id, row.category_ids])));
}

const above = piece((tables: Kysely<CatalogTables>, { productIds }: Given<{ productIds: readonly string[] }>) =>
  tables
    .selectFrom("product_categories as pc")
    .innerJoin("categories as c", "c.id", "pc.category_id")
    .innerJoin("categories as above", (join) =>
      join.on(sql<boolean>`above.path = c.path or starts_with(c.path, above.path || '/')`),
    )
    .select(["pc.product_id", sql<string[]>`array_agg(distinct above.id)`.as("category_ids")])
    .where("pc.product_id", "=", anyIdOf(productIds))
    .groupBy("pc.product_id"),
);

/** The whole tree in its order, with how many products each category itself holds. */
export function listCategoryRows(db: Db<"tenant">, activeOnly: boolean) {
  return (
    catalog(db)
      .selectFrom("categories as c")
      // Counted in one pass over the products, not once per category.
      .leftJoin(
        (eb) =>
          eb
            .selectFrom("product_categories as pc")
            .innerJoin("products as p", "p.id", "pc.product_id")
            .select(["pc.category_id", (agg) => agg.fn.countAll<number>().as("products")])
            .where("p.status", activeOnly ? "=" : "!=", activeOnly ? "active" : "archived")
            .groupBy("pc.category_id")
            .as("held"),
        (join) => join.onRef("held.category_id", "=", "c.id"),
      )
      .select(["c.id", "c.parent_id", "c.path", "c.titles", "c.position", "c.hidden"])
      .select((eb) => eb.fn.coalesce("held.products", sql<number>`0`).as("products"))
      .orderBy(sql`split_part(c.path, '/', 1)`)
      .orderBy("c.position")
      .orderBy("c.path")
      .execute()
  );
}

/** Creates what is missing of the steps, parents first, and answers every step's id by its path. */
export async function ensureCategories(
  tx: Tx<"tenant">,
  steps: readonly PathStep[],
  locale: string,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  if (steps.length === 0) return ids;
  const found = await catalog(tx)
    .selectFrom("categories")
    .select(["id", "path"])
    .where("path", "=", anyOf(steps.map((s) => s.path)))
    .execute();
  for (const row of found) ids.set(row.path, row.id);
  for (const step of steps) {
    if (ids.has(step.path)) continue;
    const parent = step.parentPath === null ? null : (ids.get(step.parentPath) ?? null);
    const row = await catalog(tx)
      .insertInto("categories")
      .values({
        id: newId("cat"),
        parent_id: parent,
        path: step.path,
        titles: JSON.stringify({ [locale]: step.title }),
        position: 0,
        hidden: false,
      })
      .onConflict((conflict) => conflict.column("path").doUpdateSet((eb) => ({ path: eb.ref("excluded.path") })))
      .returning("id")
      .executeTakeFirstOrThrow();
    ids.set(step.path, row.id);
  }
  return ids;
}

export async function insertCategory(tx: Tx<"tenant">, category: CategoryRow): Promise<void> {
  await catalog(tx)
    .insertInto("categories")
    .values({ ...category, titles: JSON.stringify(category.titles) })
    .execute();
}

export async function updateCategoryRow(
  tx: Tx<"tenant">,
  id: string,
  { titles, position, hidden }: Pick<CategoryRow, "titles" | "position" | "hidden">,
): Promise<void> {
  await catalog(tx)
    .updateTable("categories")
    .set({ titles: JSON.stringify(titles), position, hidden })
    .where("id", "=", id)
    .execute();
}

/** The whole tree, locked in one order: moves at the same time wait for one another and cannot make a ring. */
export function lockCategories(tx: Tx<"tenant">): Promise<CategoryRow[]> {
  return catalog(tx).selectFrom("categories").select(columns).orderBy("id").forUpdate().execute();
}

/** Hangs a category under another parent; its path and those below begin anew. */
export async function moveCategory(
  tx: Tx<"tenant">,
  { id, path }: Pick<CategoryRow, "id" | "path">,
  to: { readonly parentId: string | null; readonly path: string },
): Promise<void> {
  await catalog(tx).updateTable("categories").set({ parent_id: to.parentId }).where("id", "=", id).execute();
  // PostgreSQL counts characters, JavaScript UTF-16 units.
  const kept = [...path].length + 1;
  await catalog(tx)
    .updateTable("categories")
    .set({ path: sql<string>`${to.path}::text || substr(path, ${kept}::int)` })
    .where((eb) => eb.or([eb("path", "=", path), sql<boolean>`starts_with(path, ${`${path}/`})`]))
    .execute();
}

export async function deleteCategory(tx: Tx<"tenant">, id: string): Promise<boolean> {
  const row = await catalog(tx).deleteFrom("categories").where("id", "=", id).returning("id").executeTakeFirst();
  return row !== undefined;
}
