import { DomainError, notFound } from "../kernel/errors.ts";
import type { ShopCtx, TenantCtx } from "../platform/context.ts";
import { selectMarket, selectMarkets } from "./load.ts";
import { chooseLocale, chooseMarket, type Wanted } from "./rules.ts";
import type { Market, MarketsErrorCode } from "./schemas.ts";

/** A shop's context together with the market that it was resolved to. */
export type MarketCtx = ShopCtx & { readonly market: Market };

/**
 * The context of a visitor: the market by its handle, else by the country, else the shop's first; the locale
 * nearest to the wanted one. Refuses a market that is unknown or not open, and a shop without any open market.
 */
export async function resolveShop(
  ctx: TenantCtx,
  wanted: Wanted & { readonly locale?: string | null | undefined },
): Promise<MarketCtx> {
  const open = await selectMarkets(ctx.db, "active");
  const market = chooseMarket(open, wanted);
  if (market === undefined) {
    if (typeof wanted.market === "string") throw notFound("market");
    throw new DomainError<MarketsErrorCode>("precondition", "markets.none_open");
  }
  return {
    ...ctx,
    market,
    marketId: market.id,
    locale: chooseLocale(market, wanted.locale),
    currency: market.currency,
  };
}

/** The market with this id, open or not. */
export async function marketById(ctx: Pick<TenantCtx, "db">, id: string): Promise<Market> {
  const market = await selectMarket(ctx.db, id);
  if (market === undefined) throw notFound("market");
  return market;
}
