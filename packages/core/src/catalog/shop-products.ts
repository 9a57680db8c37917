import { DomainError } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { direction } from "../kernel/locale.ts";
import { decodeCursor, encodeCursor } from "../kernel/page.ts";
import { type Availability, availability, mostOf } from "../inventory/index.ts";
import { localeChain, type MarketCtx } from "../markets/index.ts";
import { type Picture, picturesOf } from "../media/index.ts";
import { read } from "../platform/verb.ts";
import { shopProductRows, type ShopQuery } from "./queries/shop.ts";
import { fold } from "./rules/fold.ts";
import { searchTokens } from "./rules/search-tokens.ts";
import { slugOf, textOf } from "./rules/localise.ts";
import { altOf } from "./rules/pictures.ts";
import { arranged, textsIn } from "./rules/override.ts";
import { lowestPrice, type PriceRange, type ShownPrice } from "./rules/shop-price.ts";
import { type ShopProductCard, ShopProductPage, ShopProductsInput } from "./schemas.ts";
import { shopPrices } from "./shop-prices.ts";
import type { CatalogErrorCode } from "./error-codes.ts";

type Row = Awaited<ReturnType<typeof shopProductRows>>[number];
interface Priced {
  readonly row: Row;
  readonly range: PriceRange;
  readonly variantIds: readonly string[];
}

/** Of products without a price here, so many pages are passed over before an answer is given. */
const maxRounds = 10;
const list = (sort: ShopQuery["sort"]): string => `catalog.shop.${sort}`;

/** A page of what a visitor can buy: on sale, with a price in the market; searched, filtered and sorted. */
export const shopProducts = read(
  "catalog.shop_products",
  { access: { shopper: true }, input: ShopProductsInput, output: ShopProductPage },
  async (ctx: MarketCtx, { q, category, sort, first, after }) => {
    const chain = localeChain(ctx.market, ctx.locale, ctx.tenant.defaultLocale);
    const words = searchTokens(q, ctx.locale);
    const order = sort === "relevance" && words.length === 0 ? "newest" : sort;
    const query = { marketId: ctx.market.id, chain, phrase: fold(q), words, category, sort: order, limit: first + 1 };
    let at = after === null ? null : cursorOf(order, after);
    const found: Priced[] = [];
    let ended = false;
    for (let round = 0; round < maxRounds && !ended && found.length <= first; round++) {
      const rows = await shopProductRows(ctx.db, { ...query, after: at });
      found.push(...(await priced(ctx, rows)));
      const last = rows.at(-1);
      if (last !== undefined) at = keyOf(last);
      ended = rows.length <= first;
    }
    const page = found.slice(0, first);
    const lastKey = found.length > first ? page.at(-1)?.row : undefined;
    const rest = lastKey === undefined ? (ended ? null : at) : keyOf(lastKey);
    return {
      items: await cards(ctx, chain, page),
      next: rest && encodeCursor(list(order), [rest.rank, rest.title, rest.id]),
    };
  },
);

const keyOf = (row: Row) => ({ rank: row.rank ?? 0, title: row.title ?? "", id: row.id });

function cursorOf(sort: ShopQuery["sort"], after: string): NonNullable<ShopQuery["after"]> {
  const keys = decodeCursor(list(sort), ["integer", "string", "string"], after);
  if (keys === undefined) throw new DomainError<CatalogErrorCode>("invalid", "catalog.bad_cursor");
  return { rank: keys[0], title: keys[1], id: keys[2] };
}

async function priced(ctx: MarketCtx, rows: readonly Row[]): Promise<Priced[]> {
  const variants = rows.flatMap((row) =>
    (row.variant_ids ?? []).map((variantId) => ({ variantId, taxClass: row.tax_class })),
  );
  const prices = await shopPrices(ctx, variants);
  return rows.flatMap((row) => {
    const variantIds = (row.variant_ids ?? []).filter((id) => prices.has(id));
    const range = lowestPrice(variantIds.map((id) => prices.get(id) as ShownPrice));
    return range === undefined ? [] : [{ row, range, variantIds }];
  });
}

async function cards(ctx: MarketCtx, chain: readonly string[], page: readonly Priced[]): Promise<ShopProductCard[]> {
  const pictures = await picturesOf(
    ctx,
    page.map(({ row }) => row.id),
  );
  const stock = await availability(
    ctx.db,
    page.flatMap(({ variantIds }) => variantIds),
  );
  return page.map(({ row, range, variantIds }) => {
    const contents = row.contents ?? {};
    const overrides = row.overrides ?? [];
    const title = textOf(chain, textsIn(contents, overrides, chain), "title") ?? { value: "", locale: ctx.locale };
    const [picture] = arranged(pictures.get(row.id) ?? [], overrides, ctx.locale);
    const [only] = variantIds;
    return {
      id: row.id as Id<"prd">,
      slug: slugOf(chain, contents).value,
      title: title.value,
      locale: title.locale,
      dir: direction(title.locale),
      picture: picture === undefined ? null : shopPicture(picture, chain, title.value),
      ...range,
      inStock: variantIds.some((id) => inStock(stock.get(id))),
      variantId:
        variantIds.length === 1 && row.variant_ids?.length === 1 && only !== undefined ? (only as Id<"var">) : null,
    };
  });
}

export function inStock(stock: Availability | undefined): boolean {
  const most = mostOf(stock);
  return most === null || most > 0;
}

export function shopPicture(picture: Picture, chain: readonly string[], title: string) {
  const { url, width, height, variantId } = picture;
  return { url, width, height, variantId, alt: altOf(picture, chain, title) };
}
