import { DomainError } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { fallbackChain } from "../kernel/locale.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import { type Availability, availability } from "../inventory/index.ts";
import { picturesOf } from "../media/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { listPrices } from "../pricing/index.ts";
import type { WireMoney } from "../wire.ts";
import { listProductRows } from "./queries/lists.ts";
import { thumbnail } from "./rules/pictures.ts";
import { searchTokens } from "./rules/search-tokens.ts";
import { ListProducts, ProductPage, type productSorts } from "./schemas.ts";
import type { CatalogErrorCode } from "./error-codes.ts";

type Sort = (typeof productSorts)[number];
const listOf = (sort: Sort): string => `catalog.products.${sort}`;

/** A page of products for staff: newest change first, or by title. */
export const listProducts = read(
  "catalog.list_products",
  { access: { staff: "catalog.read" }, input: ListProducts, output: ProductPage },
  async (ctx: TenantCtx, { first, after, status, q, categoryId, translation, sort }) => {
    const chain = fallbackChain(ctx.tenant.defaultLocale);
    const rows = await listProductRows(ctx.db, {
      chain,
      status,
      words: searchTokens(q, ctx.tenant.defaultLocale),
      categoryId,
      translation,
      source: ctx.tenant.defaultLocale,
      sort,
      after: after === null ? null : cursorOf(sort, after),
      limit: first + 1,
    });
    const { items, next } = toPage(rows, first, (row) =>
      encodeCursor(listOf(sort), [sort === "title" ? (row.title ?? "") : row.updated_at.toISOString(), row.id]),
    );
    const stock = await availability(
      ctx.db,
      items.flatMap((row) => row.variant_ids ?? []),
    );
    const pictures = await picturesOf(
      ctx,
      items.map((row) => row.id),
    );
    const prices = await basePrices(
      ctx,
      items.flatMap((row) => row.variant_ids?.[0] ?? []),
    );
    const thumbnailOf = (id: string) => {
      const [first] = pictures.get(id) ?? [];
      return first === undefined ? null : thumbnail(first);
    };
    return {
      items: items.map((row) => ({
        id: row.id as Id<"prd">,
        version: row.version,
        status: row.status,
        title: row.title ?? "",
        titleLocale: row.locale,
        slug: row.slug,
        variants: row.variant_ids?.length ?? 0,
        sku: row.sku,
        available: availableOf(row.variant_ids ?? [], stock),
        price: prices.get(row.variant_ids?.[0] ?? "") ?? null,
        picture: thumbnailOf(row.id),
        staleLocales: row.stale_locales ?? [],
        texts: textsOf(row.texts ?? {}, ctx.tenant.defaultLocale),
        updatedAt: row.updated_at.toISOString(),
      })),
      next,
    };
  },
);

/** What variants cost everywhere at this moment, in the shop's default currency. */
async function basePrices(ctx: TenantCtx, variantIds: readonly string[]): Promise<Map<string, WireMoney>> {
  if (variantIds.length === 0) return new Map();
  const { items } = await listPrices(ctx, { variantIds: variantIds as Id<"var">[] });
  const now = ctx.now().toISOString();
  const base = items.filter(
    ({ marketId, amount, startsAt, endsAt }) =>
      marketId === null &&
      amount.currency === ctx.tenant.defaultCurrency &&
      (startsAt ?? now) <= now &&
      (endsAt === null || endsAt > now),
  );
  return new Map(base.map(({ variantId, amount }) => [variantId, amount]));
}

/** Of title and description those that the source has, and how many of them each other locale has. */
function textsOf(
  texts: Readonly<Record<string, readonly boolean[]>>,
  source: string,
): { wanted: number; done: Record<string, number> } {
  const wanted = (texts[source] ?? []).map(Boolean);
  const done = Object.entries(texts)
    .filter(([locale]) => locale !== source)
    .map(([locale, has]) => [locale, wanted.filter((want, i) => want && has[i] === true).length] as const);
  return { wanted: wanted.filter(Boolean).length, done: Object.fromEntries(done) };
}

function cursorOf(sort: Sort, after: string): { key: Date | string; id: string } {
  const keys = decodeCursor(listOf(sort), [sort === "title" ? "string" : "instant", "string"], after);
  if (keys === undefined) throw new DomainError<CatalogErrorCode>("invalid", "catalog.bad_cursor");
  return { key: sort === "title" ? keys[0] : new Date(keys[0]), id: keys[1] };
}

function availableOf(variantIds: readonly string[], stock: ReadonlyMap<string, Availability>): number | null {
  const tracked = variantIds.flatMap((id) => stock.get(id) ?? []).filter((one) => one.tracked);
  return tracked.length === 0 ? null : tracked.reduce((sum, one) => sum + one.available, 0);
}
