import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import { anyOf, catalog } from "./products.ts";

/** How many products are not archived. */
export async function countProducts(db: Db<"tenant">): Promise<number> {
  const row = await catalog(db)
    .selectFrom("products")
    .select((eb) => eb.fn.countAll<number>().as("products"))
    .where("status", "!=", "archived")
    .executeTakeFirstOrThrow();
  return Number(row.products);
}

/** Per locale: products that say all that their source says, and those with a text older than its source. */
export function progressRows(db: Db<"tenant">, locales: readonly string[], source: string) {
  return catalog(db)
    .selectFrom("product_translations as t")
    .innerJoin("products as p", "p.id", "t.product_id")
    .select((eb) => [
      "t.locale",
      sql<number>`(count(*) filter (where t.title is not null
        and (t.description is not null or not ${eb.exists(
          eb
            .selectFrom("product_translations as s")
            .select("s.product_id")
            .whereRef("s.product_id", "=", "t.product_id")
            .where("s.locale", "=", source)
            .where("s.description", "is not", null),
        )})))::int`.as("complete"),
      sql<number>`(count(*) filter (where t.stale <> '[]'::jsonb))::int`.as("stale"),
    ])
    .where("t.locale", "=", anyOf(locales))
    .where("p.status", "!=", "archived")
    .groupBy("t.locale")
    .execute();
}

/** How many products have a stale text in any locale, counted no further than `most`. */
export async function countStale(db: Db<"tenant">, most: number): Promise<number> {
  const row = await catalog(db)
    .with("stale", (cte) =>
      cte
        .selectFrom("product_translations as t")
        .innerJoin("products as p", "p.id", "t.product_id")
        .select("t.product_id")
        .distinct()
        .where(sql<boolean>`t.stale <> '[]'::jsonb`)
        .where("p.status", "!=", "archived")
        .limit(most),
    )
    .selectFrom("stale")
    .select((eb) => eb.fn.countAll<number>().as("products"))
    .executeTakeFirstOrThrow();
  return Number(row.products);
}
