import { type ExpressionBuilder, type Nullable, sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import type { ProductStatus } from "../schemas.ts";
import type { CatalogTables } from "../tables.ts";
import { catalog } from "./products.ts";

/** Patterns for words that may stand anywhere; `%`, `_` and `\` in them are letters like others. */
export const containing = (words: readonly string[]): string[] =>
  words.map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);

/** Sorting that every language can live with; which letters are equal is left to the id. */
export const byTitle = sql`title collate "und-x-icu"`;

export interface ListQuery {
  /** Locales in which a title is looked for, best first. */
  readonly chain: readonly string[];
  readonly status: ProductStatus | null;
  readonly words: readonly string[];
  readonly categoryId: string | null;
  readonly translation: { readonly locale: string; readonly state: "missing" | "stale" } | null;
  /** The locale that texts are written in first. */
  readonly source: string;
  readonly sort: "updated" | "title";
  readonly after: { readonly key: Date | string; readonly id: string } | null;
  readonly limit: number;
}

/**
 * A page of products for staff, in one statement. Archived ones only when they are asked for. What a row shows
 * is looked up for the rows of the page alone; only sorting by title needs every title.
 */
export function listProductRows(db: Db<"tenant">, query: ListQuery) {
  const { chain, status, words, categoryId, translation, source, sort, after, limit } = query;
  return catalog(db)
    .with("page", (cte) =>
      cte
        .selectFrom("products as p")
        .select(["p.id", "p.version", "p.status", "p.updated_at"])
        .$if(status !== null, (query) => query.where("p.status", "=", status ?? "draft"))
        .$if(status === null, (query) => query.where("p.status", "!=", "archived"))
        .$if(words.length > 0, (query) =>
          query.where(
            "p.id",
            "in",
            cte
              .selectFrom("product_translations as s")
              .select("s.product_id")
              .where((eb) => eb.and(containing(words).map((pattern) => eb("s.search", "like", pattern)))),
          ),
        )
        .$if(categoryId !== null, (query) =>
          query.where(
            "p.id",
            "in",
            cte
              .selectFrom("product_categories as pc")
              .select("pc.product_id")
              .where("pc.category_id", "=", categoryId ?? ""),
          ),
        )
        .$if(translation !== null, (query) =>
          query.where((eb) =>
            translation?.state === "stale"
              ? eb("p.id", "in", staleIn(eb, translation.locale))
              : eb.not(eb.exists(completeIn(eb, translation?.locale ?? source, source))),
          ),
        )
        .$if(sort === "updated" && after !== null, (query) =>
          query.where(sql<boolean>`(p.updated_at, p.id) < (${after?.key}, ${after?.id})`),
        )
        .$if(sort === "updated", (query) => query.orderBy("p.updated_at", "desc").orderBy("p.id", "desc"))
        .$if(sort === "title", (query) =>
          query
            .leftJoin("product_translations as d", (join) =>
              join.onRef("d.product_id", "=", "p.id").on("d.locale", "=", chain[0] ?? source),
            )
            .$if(after !== null, (query) =>
              query.where(
                (eb) =>
                  sql<boolean>`(${shownTitle(eb, chain)} collate "und-x-icu", p.id) > (${after?.key}::text collate "und-x-icu", ${after?.id})`,
              ),
            )
            .orderBy((eb) => sql`${shownTitle(eb, chain)} collate "und-x-icu"`)
            .orderBy("p.id"),
        )
        .limit(limit),
    )
    .selectFrom("page as p")
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("product_translations as t")
          .select(["t.title", "t.locale", "t.slug"])
          .whereRef("t.product_id", "=", "p.id")
          .where("t.title", "is not", null)
          .orderBy(sql`array_position(${[...chain]}::text[], t.locale)`)
          .orderBy("t.locale")
          .limit(1)
          .as("c"),
      (join) => join.onTrue(),
    )
    .select(["p.id", "p.version", "p.status", "p.updated_at", "c.title", "c.locale", "c.slug"])
    .select((eb) => [
      eb
        .selectFrom("variants as v")
        .select(sql<string[]>`coalesce(array_agg(v.id order by v.position), '{}')`.as("ids"))
        .whereRef("v.product_id", "=", "p.id")
        .where("v.active", "=", true)
        .as("variant_ids"),
      eb
        .selectFrom("variants as w")
        .select("w.sku")
        .whereRef("w.product_id", "=", "p.id")
        .orderBy("w.position")
        .limit(1)
        .as("sku"),
      eb
        .selectFrom("product_translations as o")
        .select(sql<string[]>`coalesce(array_agg(o.locale order by o.locale), '{}')`.as("locales"))
        .whereRef("o.product_id", "=", "p.id")
        .where(sql<boolean>`o.stale <> '[]'::jsonb`)
        .as("stale_locales"),
      eb
        .selectFrom("product_translations as y")
        .select(
          sql<Record<string, [boolean, boolean]>>`coalesce(jsonb_object_agg(y.locale,
            jsonb_build_array(y.title is not null, y.description is not null)), '{}')`.as("texts"),
        )
        .whereRef("y.product_id", "=", "p.id")
        .as("texts"),
    ])
    .$if(sort === "updated", (query) => query.orderBy("p.updated_at", "desc").orderBy("p.id", "desc"))
    .$if(sort === "title", (query) => query.orderBy(sql`c.${byTitle}`).orderBy("p.id"))
    .execute();
}

type InList = ExpressionBuilder<CatalogTables & { p: CatalogTables["products"] }, "p">;

const staleIn = (eb: InList, locale: string) =>
  eb
    .selectFrom("product_translations as x")
    .select("x.product_id")
    .where("x.locale", "=", locale)
    .where(sql<boolean>`x.stale <> '[]'::jsonb`);

/** The product says in the locale what its source says: title and description, where it has them. */
const completeIn = (eb: InList, locale: string, source: string) =>
  eb
    .selectFrom("product_translations as x")
    .select("x.product_id")
    .whereRef("x.product_id", "=", "p.id")
    .where("x.locale", "=", locale)
    .where("x.title", "is not", null)
    .where((x) =>
      x.or([
        x("x.description", "is not", null),
        x.not(
          x.exists(
            x
              .selectFrom("product_translations as z")
              .select("z.product_id")
              .whereRef("z.product_id", "=", "x.product_id")
              .where("z.locale", "=", source)
              .where("z.description", "is not", null),
          ),
        ),
      ]),
    );

type InTitles = ExpressionBuilder<
  CatalogTables & { p: CatalogTables["products"]; d: Nullable<CatalogTables["product_translations"]> },
  "p" | "d"
>;

/** The title in the first locale of the chain (`d`), which nearly all have; only the others are looked for. */
const shownTitle = (eb: InTitles, chain: readonly string[]) =>
  eb.fn.coalesce(
    "d.title",
    eb
      .selectFrom("product_translations as n")
      .select("n.title")
      .whereRef("n.product_id", "=", "p.id")
      .where("n.title", "is not", null)
      .orderBy(sql`array_position(${[...chain]}::text[], n.locale)`)
      .orderBy("n.locale")
      .limit(1),
  );
