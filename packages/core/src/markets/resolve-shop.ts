import { DomainError, notFound } from "../kernel/errors.ts";
import { channelOf, type ShopCtx, type TenantCtx } from "../platform/context.ts";
import { selectMarket, selectMarkets } from "./load.ts";
import { chooseLocale, chooseMarket, serves, type Wanted } from "./rules.ts";
import type { Market, MarketsErrorCode } from "./schemas.ts";

/** A shop's context together with the market that it was resolved to. */
export type MarketCtx = ShopCtx & { readonly market: Market };

/**
 * The context of a visitor: the market by its handle, else by country, region and the key's channel, else the shop's
 * first; the locale nearest to the wanted one. Refuses a market that is unknown, not open or not for this channel, and
 * a shop without any open market.
 */
export async function resolveShop(
  ctx: TenantCtx,
  wanted: Wanted & { readonly locale?: string | null | undefined },
): Promise<MarketCtx> {
  const open = await selectMarkets(ctx.db, "active");
  const market = chooseMarket(open, wanted, channelOf(ctx.actor));
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

/** The open market that serves an address in a channel, or null. */
export async function marketServing(
  ctx: Pick<TenantCtx, "db">,
  { country, region }: { readonly country: string; readonly region: string | null },
  channel: string,
): Promise<Market | null> {
  const market = chooseMarket(await selectMarkets(ctx.db, "active"), { country, region }, channel);
  return market !== undefined && serves(market, country, region) ? market : null;
}

/** The market with this id, open or not. */
export async function marketById(ctx: Pick<TenantCtx, "db">, id: string): Promise<Market> {
  const market = await selectMarket(ctx.db, id);
  if (market === undefined) throw notFound("market");
  return market;
}
