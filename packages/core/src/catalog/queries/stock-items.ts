import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import { containing } from "./lists.ts";
import { anyOf, catalog } from "./products.ts";

export type StockItemRow = Awaited<ReturnType<typeof stockItemRows>>[number];

/** Variants of products that are not archived, by id, searched by the words of their product's texts. */
export function stockItemRows(
  db: Db<"tenant">,
  wanted: {
    readonly chain: readonly string[];
    readonly words: readonly string[];
    /** Only these variants; null for all. */
    readonly among: readonly string[] | null;
    readonly after: string | null;
    readonly limit: number;
  },
) {
  const { chain, words, among, after, limit } = wanted;
  return catalog(db)
    .selectFrom("variants as v")
    .innerJoin("products as p", "p.id", "v.product_id")
    .select(["v.id", "v.product_id", "v.sku", "v.title as variant_title", "v.option_values", "p.options", "p.status"])
    .select((eb) =>
      eb
        .selectFrom("product_translations as t")
        .select("t.title")
        .whereRef("t.product_id", "=", "p.id")
        .where("t.title", "is not", null)
        .orderBy(sql`array_position(${[...chain]}::text[], t.locale)`)
        .orderBy("t.locale")
        .limit(1)
        .as("title"),
    )
    .where("p.status", "!=", "archived")
    .where("v.active", "=", true)
    .$if(words.length > 0, (query) =>
      query.where("p.id", "in", (eb) =>
        eb
          .selectFrom("product_translations as s")
          .select("s.product_id")
          .where((eb) => eb.and(containing(words).map((pattern) => eb("s.search", "like", pattern)))),
      ),
    )
    .$if(among !== null, (query) => query.where("v.id", "=", anyOf(among ?? [])))
    .$if(after !== null, (query) => query.where("v.id", ">", after ?? ""))
    .orderBy("v.id")
    .limit(limit)
    .execute();
}
