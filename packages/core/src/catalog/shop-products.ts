import { DomainError } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { direction } from "../kernel/locale.ts";
import { decodeCursor, encodeCursor } from "../kernel/page.ts";
import { type Availability, availabilityPart, mostOf } from "../inventory/index.ts";
import { localeChain, type MarketCtx, visitorKey } from "../markets/index.ts";
import { type Picture, picturesOfPart } from "../media/index.ts";
import { keptRead } from "../platform/kept-read.ts";
import { known, type Part, readPart, together } from "../platform/parts.ts";
import { shownPricesPart } from "../pricing/index.ts";
import { type BesidePage, readShopPage, type ShopQuery, type ShopRow } from "./queries/shop.ts";
import { fold } from "./rules/fold.ts";
import { searchTokens } from "./rules/search-tokens.ts";
import { slugOf, textOf } from "./rules/localise.ts";
import { altOf } from "./rules/pictures.ts";
import { arranged, textsIn } from "./rules/override.ts";
import { lowestPrice, type PriceRange, type ShownPrice } from "./rules/shop-price.ts";
import { type ShopProductCard, ShopProductPage, ShopProductsInput } from "./schemas.ts";
import { buyerInShop, lowestBeforePart, type LowestOf, type OnSale, toShown } from "./shop-prices.ts";
import type { CatalogErrorCode } from "./error-codes.ts";

interface Priced {
  readonly row: ShopRow;
  readonly range: PriceRange;
  readonly variantIds: readonly string[];
  readonly decisions: Decisions;
  readonly read: Beside;
}
type Decisions = Parameters<LowestOf>[1];

/** Nothing is told yet of the prices before reductions. */
const untold: LowestOf = () => new Map();

/** What a page shows beside its products' own rows. */
function besideOf(ctx: MarketCtx, isSearch: boolean) {
  return ({ products, variants }: Parameters<BesidePage<unknown>>[0]) =>
    together({
      prices: shownPricesPart(ctx, ctx.market, variants, ctx.now()),
      lowest: isSearch ? known(untold) : lowestBeforePart(ctx, products, variants),
      pictures: picturesOfPart(ctx, products),
      stock: availabilityPart(variants),
      buyer: buyerInShop(ctx),
    });
}
type Beside = ReturnType<ReturnType<typeof besideOf>> extends Part<infer T> ? T : never;

/** Of products without a price here, so many pages are passed over before an answer is given. */
const maxRounds = 10;
const list = (sort: ShopQuery["sort"]): string => `catalog.shop.${sort}`;

/** A page of what a visitor can buy: on sale, with a price in the market; searched, filtered and sorted. */
export const shopProducts = keptRead(
  "catalog.shop_products",
  { access: { shopper: true }, input: ShopProductsInput, output: ShopProductPage, sharedBy: visitorKey },
  async (ctx: MarketCtx, { q, category, sort, first, after }) => {
    const chain = localeChain(ctx.market, ctx.locale, ctx.tenant.defaultLocale);
    const words = searchTokens(q, ctx.locale);
    const order = sort === "relevance" && words.length === 0 ? "newest" : sort;
    const query = { marketId: ctx.market.id, chain, phrase: fold(q), words, category, sort: order, limit: first + 1 };
    const isSearch = words.length > 0;
    const beside = besideOf(ctx, isSearch);
    let at = after === null ? null : cursorOf(order, after);
    const found: Priced[] = [];
    let ended = false;
    let until: Date | null = null;
    for (let round = 0; round < maxRounds && !ended && found.length <= first; round++) {
      const { rows, read } = await readShopPage(ctx.db, { ...query, after: at }, beside);
      found.push(...priced(rows, read));
      if (until === null || read.prices.until < until) until = read.prices.until;
      const last = rows.at(-1);
      if (last !== undefined) at = keyOf(last);
      ended = rows.length <= first;
    }
    const page = isSearch ? await told(ctx, found.slice(0, first)) : found.slice(0, first);
    const lastKey = found.length > first ? page.at(-1)?.row : undefined;
    const rest = lastKey === undefined ? (ended ? null : at) : keyOf(lastKey);
    const next = rest && encodeCursor(list(order), [rest.rank, rest.title, rest.id]);
    return { value: { items: page.map((one) => card(ctx, chain, one)), next }, until };
  },
);

const keyOf = (row: ShopRow) => ({ rank: row.rank ?? 0, title: row.title ?? "", id: row.id });

function cursorOf(sort: ShopQuery["sort"], after: string): NonNullable<ShopQuery["after"]> {
  const keys = decodeCursor(list(sort), ["integer", "string", "string"], after);
  if (keys === undefined) throw new DomainError<CatalogErrorCode>("invalid", "catalog.bad_cursor");
  return { rank: keys[0], title: keys[1], id: keys[2] };
}

const onSaleIn = (rows: readonly ShopRow[]): OnSale[] =>
  rows.flatMap((row) =>
    (row.variant_ids ?? []).map((variantId) => ({ variantId, taxClass: row.tax_class, productId: row.id })),
  );

function priced(rows: readonly ShopRow[], read: Beside): Priced[] {
  const variants = onSaleIn(rows);
  const decisions = read.prices.of(variants, read.buyer);
  const prices = toShown(decisions, read.lowest(variants, decisions));
  return rows.flatMap((row) => {
    const variantIds = (row.variant_ids ?? []).filter((id) => prices.has(id));
    const range = rangeOf(variantIds, prices);
    return range === undefined ? [] : [{ row, range, variantIds, decisions, read }];
  });
}

/**
 * What is found, with the lowest prices of the 30 days before. Searches are seldom for the same: what they find is
 * looked at by itself, and only where a price is struck.
 */
async function told(ctx: MarketCtx, page: readonly Priced[]): Promise<readonly Priced[]> {
  const reduced = page.filter(({ range }) => range.compareAt !== null);
  if (reduced.length === 0) return page;
  const variants = onSaleIn(reduced.map(({ row }) => row));
  const ids = variants.map(({ variantId }) => variantId);
  const products = reduced.map(({ row }) => row.id);
  const lowest = await readPart(ctx.db, lowestBeforePart(ctx, products, ids));
  return page.map((one) => {
    if (one.range.compareAt === null) return one;
    const prices = toShown(one.decisions, lowest(onSaleIn([one.row]), one.decisions));
    return { ...one, range: rangeOf(one.variantIds, prices) ?? one.range };
  });
}

const rangeOf = (variantIds: readonly string[], prices: ReadonlyMap<string, ShownPrice>): PriceRange | undefined =>
  lowestPrice(variantIds.map((id) => prices.get(id) as ShownPrice));

function card(ctx: MarketCtx, chain: readonly string[], { row, range, variantIds, read }: Priced): ShopProductCard {
  const contents = row.contents ?? {};
  const overrides = row.overrides ?? [];
  const title = textOf(chain, textsIn(contents, overrides, chain), "title") ?? { value: "", locale: ctx.locale };
  const [picture] = arranged(read.pictures.get(row.id) ?? [], overrides, ctx.locale);
  const [only] = variantIds;
  return {
    id: row.id as Id<"prd">,
    slug: slugOf(chain, contents).value,
    title: title.value,
    locale: title.locale,
    dir: direction(title.locale),
    picture: picture === undefined ? null : shopPicture(picture, chain, title.value),
    ...range,
    inStock: variantIds.some((id) => inStock(read.stock.get(id))),
    variantId:
      variantIds.length === 1 && row.variant_ids?.length === 1 && only !== undefined ? (only as Id<"var">) : null,
  };
}

export function inStock(stock: Availability | undefined): boolean {
  const most = mostOf(stock);
  return most === null || most > 0;
}

export function shopPicture(picture: Picture, chain: readonly string[], title: string) {
  const { url, width, height, sizes, focal, variantId } = picture;
  return { url, width, height, sizes, focal, variantId, alt: altOf(picture, chain, title) };
}
