import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import type { PriceEditFilter } from "../price-edit-schemas.ts";
import { anyOf, catalog } from "./products.ts";

/** Variants of the products that the filter finds, archived ones left out, in the order of their ids. */
export async function variantIdsOf(db: Db<"tenant">, filter: PriceEditFilter, limit: number): Promise<string[]> {
  const { productIds, categoryId, brand, tag, status } = filter;
  const rows = await catalog(db)
    .selectFrom("variants as v")
    .innerJoin("products as p", "p.id", "v.product_id")
    .select("v.id")
    .where("p.status", "!=", "archived")
    .$if(status !== null, (query) => query.where("p.status", "=", status ?? "draft"))
    .$if(productIds.length > 0, (query) => query.where("p.id", "=", anyOf(productIds)))
    .$if(brand !== null, (query) => query.where("p.brand", "=", brand))
    .$if(tag !== null, (query) => query.where(sql<boolean>`p.tags ? ${tag}`))
    .$if(categoryId !== null, (query) =>
      query.where("p.id", "in", (eb) =>
        eb
          .selectFrom("product_categories as pc")
          .innerJoin("categories as c", "c.id", "pc.category_id")
          .innerJoin("categories as root", (join) => join.on("root.id", "=", categoryId ?? ""))
          .select("pc.product_id")
          .where(sql<boolean>`c.path = root.path or starts_with(c.path, root.path || '/')`),
      ),
    )
    .orderBy("v.id")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** Whether each of the products is there. */
export async function areProducts(db: Db<"tenant">, ids: readonly string[]): Promise<boolean> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return true;
  const rows = await catalog(db).selectFrom("products").select("id").where("id", "=", anyOf(wanted)).execute();
  return rows.length === wanted.length;
}

/** What staff call the variants, in the shop's own language. */
export async function variantNames(
  db: Db<"tenant">,
  ids: readonly string[],
  locale: string,
): Promise<Map<string, { readonly productId: string; readonly title: string; readonly sku: string | null }>> {
  const rows = await catalog(db)
    .selectFrom("variants as v")
    .leftJoin("product_translations as t", (join) =>
      join.onRef("t.product_id", "=", "v.product_id").on("t.locale", "=", locale),
    )
    .select(["v.id", "v.product_id", "v.sku", "v.title as variant_title", "t.title"])
    .where("v.id", "=", anyOf(ids))
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        productId: row.product_id,
        title: [row.title, row.variant_title].filter((part) => part !== null).join(" · "),
        sku: row.sku,
      },
    ]),
  );
}
