import { type Kysely, sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import { anyOf, type Ids, type Part, takenFrom } from "../../platform/parts.ts";
import { arrayOf, type Given, piece, statement } from "../../platform/statement.ts";
import type { CatalogTables } from "../tables.ts";

/** The product of a page and its variants that are on sale, as ids for others to read by. */
export interface PageIds {
  readonly product: Ids;
  readonly variants: Ids;
}

/** The active variants of products, for others to read what belongs to them. */
export const activeVariants = (productIds: Ids) => arrayOf(activeOf({ productIds }));

const activeOf = piece((own: Kysely<CatalogTables>, { productIds }: Given<{ productIds: readonly string[] }>) =>
  own
    .selectFrom("variants as sold")
    .select("sold.id")
    .where("sold.product_id", "=", anyOf(productIds))
    .where("sold.active", "=", true),
);

const product = piece(() => sql<string[]>`array[${sql.ref("page_product.product_id")}]`)({});

/** The product with an address; one in the reader's languages is preferred to the same word in another one. */
const found = statement((own: Kysely<CatalogTables>, { slug, chain }: Given<{ slug: string; chain: string[] }>) =>
  own
    .with(
      (cte) => cte("page_product").materialized(),
      (cte) =>
        cte
          .selectFrom("product_slugs as s")
          .select("s.product_id")
          .where("s.slug", "=", slug)
          .orderBy(sql`array_position(${chain}::text[], s.locale)`, (order) => order.asc().nullsLast())
          .orderBy(sql`s.locale collate "C"`)
          .limit(1),
    )
    .selectFrom("page_product")
    .select([]),
);

/** What is read of the product that has or had this address, in one statement; undefined when there is none. */
export async function readProductPage<T>(
  db: Db<"tenant">,
  slug: string,
  chain: readonly string[],
  read: (ids: PageIds) => Part<T>,
): Promise<T | undefined> {
  const wanted = read({ product, variants: activeVariants(product) });
  const [row] = await found.beside(db, wanted.columns, { slug, chain: [...chain] });
  return row && takenFrom(wanted, row);
}
