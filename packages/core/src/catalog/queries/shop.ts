import { type Kysely, sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import { everyLocale, type OverrideState } from "../rules/override.ts";
import { anyOf, type Ids, type Part, part, takenFrom } from "../../platform/parts.ts";
import { arrayOf, type Given, piece, statement } from "../../platform/statement.ts";
import type { CatalogTables } from "../tables.ts";
import { byTitle, containing } from "./lists.ts";

/** What a product is called in one locale, as far as a list needs it. */
export interface ShortContent {
  readonly title: string | null;
  readonly slug: string;
}

/** What a market has of its own for a product, as far as a list needs it. */
export type ShortOverride = Pick<OverrideState, "locale" | "title" | "available" | "pictures">;

export interface ShopQuery {
  readonly marketId: string;
  readonly chain: readonly string[];
  /** The folded search as a whole and its words; empty is no search. */
  readonly phrase: string;
  readonly words: readonly string[];
  readonly category: string | null;
  readonly sort: "relevance" | "newest" | "title";
  readonly after: { readonly rank: number; readonly title: string; readonly id: string } | null;
  readonly limit: number;
}

/** What the market has of its own for the product of the row, by level. */
function overridesIn(own: Own, { marketId }: InMarket, productId: "p.id" | "f.id") {
  return own
    .selectFrom("product_overrides as own")
    .select(
      sql<ShortOverride[] | null>`jsonb_agg(jsonb_build_object('locale', own.locale, 'title', own.title,
        'available', own.available, 'pictures', own.pictures))`.as("all"),
    )
    .where("own.market_id", "=", marketId)
    .where("own.product_id", "=", sql.ref<string>(productId));
}

/** Whether the market sells the product of the row to readers of the chain's first language. */
function soldIn(tables: Own, { marketId, chain }: InMarket) {
  const own = tables
    .selectFrom("product_overrides as own")
    .select("own.available")
    .where("own.market_id", "=", marketId)
    .where("own.product_id", "=", sql.ref<string>("p.id"))
    .where("own.locale", "in", [everyLocale, sql<string>`(${chain}::text[])[1]`])
    .where("own.available", "is not", null)
    .orderBy("own.locale", "desc")
    .limit(1);
  return sql<boolean>`coalesce((${own}), true)`;
}

/** What is read beside a page of products, by their ids and those of their variants on sale. */
export type BesidePage<T> = (ids: { readonly products: Ids; readonly variants: Ids }) => Part<T>;

/** Products on sale that fit, and what is read beside them, in one statement. */
export async function readShopPage<T>(
  db: Db<"tenant">,
  query: ShopQuery,
  beside: BesidePage<T>,
): Promise<{ readonly rows: ShopRow[]; readonly read: T }> {
  const wanted = beside({ products: pageProducts, variants: pageVariants });
  const { marketId, chain, phrase, words, category, sort, after, limit } = query;
  const [row] = await page.beside(
    db,
    wanted.columns,
    {
      marketId,
      chain: [...chain],
      phrase,
      words: containing(words),
      category: category ?? "",
      rank: after?.rank ?? 0,
      title: after?.title ?? "",
      id: after?.id ?? "",
      limit,
    },
    { sort, searching: words.length > 0, inCategory: category !== null, goesOn: after !== null },
  );
  if (row === undefined) throw new Error("an aggregate has one row");
  return { rows: row.rows, read: takenFrom(wanted, row) };
}

type Own = Kysely<CatalogTables>;
type InMarket = Given<{ marketId: string; chain: string[] }>;

type Searched = Given<{
  marketId: string;
  chain: string[];
  phrase: string;
  words: string[];
  category: string;
  rank: number;
  title: string;
  id: string;
  limit: number;
}>;
/** What decides how the statement reads. */
type SearchKind = {
  readonly sort: ShopQuery["sort"];
  readonly searching: boolean;
  readonly inCategory: boolean;
  readonly goesOn: boolean;
};

const pageProducts = piece(() => sql.ref<string[]>("page_rows.product_ids"))({});
const pageVariants = piece(() => sql.ref<string[]>("page_rows.variant_ids"))({});

const page = statement((tables: Own, given: Searched, kind: SearchKind) =>
  tables
    .with(
      (cte) => cte("page_found").materialized(),
      () => shopProducts(tables.withoutPlugins(), given, kind),
    )
    .with(
      (cte) => cte("page_rows").materialized(),
      (cte) =>
        cte
          .selectFrom("page_found")
          .select([
            sql<ShopRow[]>`coalesce(json_agg(page_found), '[]')`.as("rows"),
            sql<string[]>`coalesce(array_agg(id), '{}')`.as("product_ids"),
            sql<string[]>`array${cte.selectFrom("page_found").select(sql<string>`unnest(variant_ids)`.as("id"))}`.as(
              "variant_ids",
            ),
          ]),
    )
    .selectFrom("page_rows")
    .select("page_rows.rows"),
);

export type ShopRow = Awaited<ReturnType<ReturnType<typeof shopProducts>["execute"]>>[number];

/**
 * Products on sale that fit, with their texts and variants. `rank` is 0 when the search text begins with what is
 * looked for, 1 when it is in the title, else 2.
 */
function shopProducts(own: Own, given: Searched, { sort, searching, inCategory, goesOn }: SearchKind) {
  const { marketId, chain, phrase, words, category, rank, title, id, limit } = given;
  const levels = sql<string>`any(${everyLocale}::text || ${chain}::text[])`;
  const inWords = sql<string>`all(${words}::text[])`;
  return own
    .with("found", (cte) =>
      cte
        .selectFrom("products as p")
        .select(["p.id", "p.tax_class"])
        .select((eb) => [
          searching
            ? eb
                .selectFrom(
                  eb
                    .selectFrom("product_translations as t")
                    .select(["t.search", "t.title"])
                    .whereRef("t.product_id", "=", "p.id")
                    .where("t.locale", "=", anyOf(chain))
                    .where("t.search", "like", inWords)
                    .unionAll(
                      eb
                        .selectFrom("product_overrides as o")
                        .select(["o.search", "o.title"])
                        .where("o.market_id", "=", marketId)
                        .whereRef("o.product_id", "=", "p.id")
                        .where("o.locale", "=", levels)
                        .where("o.search", "like", inWords),
                    )
                    .as("s"),
                )
                .select(
                  sql<number>`min(case strpos(s.search, ${phrase}) when 0 then 2 when 1 then 0
                    else case when strpos(s.search, ${phrase}) <= char_length(coalesce(s.title, '')) then 1 else 2 end end)`.as(
                    "rank",
                  ),
                )
                .as("rank")
            : sql<number | null>`0`.as("rank"),
          // As rules/override.ts has it: per language its own, then the market's for all, then the product's.
          eb
            .selectFrom(
              eb
                .selectFrom("product_translations as t")
                .select(["t.title", "t.locale", sql<number>`2`.as("level")])
                .select(sql<number | null>`array_position(${chain}::text[], t.locale)`.as("place"))
                .whereRef("t.product_id", "=", "p.id")
                .where("t.title", "is not", null)
                .unionAll(
                  eb
                    .selectFrom("product_overrides as o")
                    .select(["o.title", "o.locale", sql<number>`case o.locale when '' then 1 else 0 end`.as("level")])
                    .select(
                      sql<number | null>`case o.locale when '' then 1
                        else array_position(${chain}::text[], o.locale) end`.as("place"),
                    )
                    .where("o.market_id", "=", marketId)
                    .whereRef("o.product_id", "=", "p.id")
                    .where("o.title", "is not", null),
                )
                .as("names"),
            )
            .select("names.title")
            .orderBy("names.place")
            .orderBy("names.level")
            .orderBy("names.locale")
            .limit(1)
            .as("title"),
        ])
        .where("p.status", "=", "active")
        .where(soldIn(own, given))
        .$if(searching, (query) =>
          query.where(
            "p.id",
            "in",
            cte
              .selectFrom("product_translations as m")
              .select("m.product_id")
              .where("m.locale", "=", anyOf(chain))
              .where("m.search", "like", inWords)
              .union(
                cte
                  .selectFrom("product_overrides as o")
                  .select("o.product_id")
                  .where("o.market_id", "=", marketId)
                  .where("o.locale", "=", levels)
                  .where("o.search", "like", inWords),
              ),
          ),
        )
        .$if(inCategory, (query) =>
          query.where(
            "p.id",
            "in",
            cte
              .selectFrom("product_categories as pc")
              .innerJoin("categories as c", "c.id", "pc.category_id")
              .select("pc.product_id")
              .where(sql<boolean>`c.path = ${category} or starts_with(c.path, ${category} || '/')`),
          ),
        ),
    )
    .selectFrom("found as f")
    .select(["f.id", "f.tax_class", "f.rank", "f.title"])
    .select((eb) => [
      eb
        .selectFrom("product_translations as a")
        .select(
          sql<
            Record<string, ShortContent>
          >`jsonb_object_agg(a.locale, jsonb_build_object('title', a.title, 'slug', a.slug))`.as("all"),
        )
        .whereRef("a.product_id", "=", "f.id")
        .as("contents"),
      overridesIn(own, given, "f.id").as("overrides"),
      eb
        .selectFrom("variants as v")
        .select(sql<string[]>`coalesce(array_agg(v.id order by v.position), '{}')`.as("ids"))
        .whereRef("v.product_id", "=", "f.id")
        .where("v.active", "=", true)
        .as("variant_ids"),
    ])
    .$if(sort === "relevance" && goesOn, (query) =>
      query.where(sql<boolean>`f.rank > ${rank}::int or (f.rank = ${rank}::int and f.id < ${id})`),
    )
    .$if(sort === "newest" && goesOn, (query) => query.where("f.id", "<", id))
    .$if(sort === "title" && goesOn, (query) =>
      query.where(sql<boolean>`(f.${byTitle}, f.id) > (${title}::text collate "und-x-icu", ${id})`),
    )
    .$if(sort === "relevance", (query) => query.orderBy("f.rank").orderBy("f.id", "desc"))
    .$if(sort === "newest", (query) => query.orderBy("f.id", "desc"))
    .$if(sort === "title", (query) => query.orderBy(sql`f.${byTitle}`).orderBy("f.id"))
    .limit(limit);
}

/** Variants of products on sale in a market with what a cart shows of them. */
const onSale = piece((own: Own, given: Given<{ ids: readonly string[]; marketId: string; chain: string[] }>) =>
  own
    .selectFrom("variants as v")
    .innerJoin("products as p", "p.id", "v.product_id")
    .select([
      "v.id",
      "v.product_id",
      "v.sku",
      "v.title as variant_title",
      "v.option_values",
      "v.weight_grams",
      "v.measure",
    ])
    .select(["p.tax_class", "p.options"])
    .select((eb) =>
      eb
        .selectFrom("product_translations as t")
        .select(
          sql<Record<string, ShortContent & { optionTexts: Record<string, string> }>>`jsonb_object_agg(t.locale,
            jsonb_build_object('title', t.title, 'slug', t.slug, 'optionTexts', t.option_texts))`.as("all"),
        )
        .whereRef("t.product_id", "=", "p.id")
        .as("contents"),
    )
    .select((eb) =>
      eb
        .selectFrom("product_categories as pc")
        .innerJoin("categories as c", "c.id", "pc.category_id")
        .innerJoin("categories as above", (join) =>
          join.on(sql<boolean>`above.path = c.path or starts_with(c.path, above.path || '/')`),
        )
        .select(sql<string[]>`array_agg(distinct above.id)`.as("ids"))
        .whereRef("pc.product_id", "=", "p.id")
        .as("category_ids"),
    )
    .select(overridesIn(own, given, "p.id").as("overrides"))
    .where("v.id", "=", anyOf(given.ids))
    .where("v.active", "=", true)
    .where("p.status", "=", "active")
    .where(soldIn(own, given)),
);

/** The same, to be read with others. */
export function saleVariantsPart(ids: Ids, marketId: string, chain: readonly string[]) {
  return part(onSale({ ids, marketId, chain: [...chain] }), (rows) => rows);
}

/** The products of variants, for others to read what belongs to them. */
export const productsOfVariants = (ids: Ids): Ids => arrayOf(productsOf({ ids }));

const productsOf = piece((own: Own, { ids }: Given<{ ids: readonly string[] }>) =>
  own.selectFrom("variants as v").select("v.product_id").where("v.id", "=", anyOf(ids)),
);

export type SaleVariantRow = ReturnType<typeof saleVariantsPart> extends Part<(infer R)[]> ? R : never;
