import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import {
  anyOf as anyIdOf,
  arrayOf,
  type Ids,
  type Part,
  selectionOf,
  takenFrom,
  partOf,
} from "../../platform/parts.ts";
import { catalog } from "./products.ts";
import type { CatalogTables } from "../tables.ts";

/** The product of a page and its variants that are on sale, as ids for others to read by. */
export interface PageIds {
  readonly product: Ids;
  readonly variants: Ids;
}

/** The active variants of products, for others to read what belongs to them. */
export function activeVariants(db: Db<"tenant">, productIds: Ids): Ids {
  return arrayOf(
    partOf<CatalogTables>(db)
      .selectFrom("variants as sold")
      .select("sold.id")
      .where("sold.product_id", "=", anyIdOf(productIds))
      .where("sold.active", "=", true),
  );
}

/**
 * What is read of the product that has or had this address, in one statement; undefined when there is none. An
 * address in the reader's languages is preferred to the same word in another one.
 */
export async function readProductPage<T>(
  db: Db<"tenant">,
  slug: string,
  chain: readonly string[],
  read: (ids: PageIds) => Part<T>,
): Promise<T | undefined> {
  const product = sql<string[]>`array[${sql.ref("page_product.product_id")}]`;
  const wanted = read({ product, variants: activeVariants(db, product) });
  const row = await catalog(db)
    .with(
      (cte) => cte("page_product").materialized(),
      (cte) =>
        cte
          .selectFrom("product_slugs as s")
          .select("s.product_id")
          .where("s.slug", "=", slug)
          .orderBy(sql`array_position(${[...chain]}::text[], s.locale)`, (order) => order.asc().nullsLast())
          .orderBy(sql`s.locale collate "C"`)
          .limit(1),
    )
    .selectFrom("page_product")
    .select(selectionOf(wanted))
    .executeTakeFirst();
  return row && takenFrom(wanted, row);
}
