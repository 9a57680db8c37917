import type { Kysely } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import { searchText } from "../rules/fold.ts";
import { everyLocale, type OverrideState } from "../rules/override.ts";
import { anyOf, type Ids, type Part, part, readPart } from "../../platform/parts.ts";
import { type Given, piece } from "../../platform/statement.ts";
import { catalog } from "./products.ts";
import type { CatalogTables } from "../tables.ts";

/** What a market has of its own for a product, by level. */
export function overridesOf(db: Db<"tenant">, productId: string, marketId: string): Promise<OverrideState[]> {
  return readPart(db, overridesPart([productId], marketId));
}

/** The same, to be read with others: of one product. */
export function overridesPart(productIds: Ids, marketId: string): Part<OverrideState[]> {
  return part(overrides({ productIds, marketId }), (rows) => rows);
}

type OwnOf = Given<{ productIds: readonly string[]; marketId: string }>;
const overrides = piece((tables: Kysely<CatalogTables>, { productIds, marketId }: OwnOf) =>
  tables
    .selectFrom("product_overrides")
    .select(["locale", "title", "description", "available", "pictures"])
    .where("market_id", "=", marketId)
    .where("product_id", "=", anyOf(productIds))
    .orderBy("locale"),
);

/** Counts the product's version up, unless it is another one by now. */
export async function touchProduct(tx: Tx<"tenant">, id: string, version: number, now: Date): Promise<boolean> {
  const result = await catalog(tx)
    .updateTable("products")
    .set({ version: version + 1, updated_at: now })
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function productVersion(db: Db<"tenant">, id: string): Promise<number | undefined> {
  const row = await catalog(db).selectFrom("products").select("version").where("id", "=", id).executeTakeFirst();
  return row?.version;
}

/** Writes a level's values; one without any is removed. The product must be locked. */
export async function saveOverride(
  tx: Tx<"tenant">,
  { productId, marketId }: { readonly productId: string; readonly marketId: string },
  { locale, title, description, available, pictures }: OverrideState,
  shopLocale: string,
): Promise<void> {
  const key = { market_id: marketId, product_id: productId, locale };
  if (title === null && description === null && available === null && pictures === null) {
    await catalog(tx)
      .deleteFrom("product_overrides")
      .where("market_id", "=", marketId)
      .where("product_id", "=", productId)
      .where("locale", "=", locale)
      .execute();
    return;
  }
  const values = {
    title,
    description,
    available,
    pictures: pictures && JSON.stringify(pictures),
    search: searchText([title, description], locale === everyLocale ? shopLocale : locale),
  };
  await catalog(tx)
    .insertInto("product_overrides")
    .values({ ...key, ...values })
    .onConflict((conflict) => conflict.constraint("product_overrides_pkey").doUpdateSet(values))
    .execute();
}
