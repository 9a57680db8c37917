import { DomainError, notFound } from "../kernel/errors.ts";
import { memoryOf } from "../platform/cache.ts";
import { channelOf, type ShopCtx, type TenantCtx } from "../platform/context.ts";
import { isTx } from "../platform/db.ts";
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
  const market = chooseMarket(await openMarkets(ctx), wanted, channelOf(ctx.actor));
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

/** A change is decided by what the database says; pages may be drawn from what the process remembers. */
function openMarkets(ctx: TenantCtx): Promise<Market[]> {
  if (isTx(ctx.db)) return selectMarkets(ctx.db, "active");
  return memoryOf(ctx).keep(ctx, "markets.open", async () => {
    const value = await selectMarkets(ctx.db, "active");
    return { value, bytes: 2_000 * value.length, until: null };
  });
}

/** What of a visitor's context decides what public pages show; null for a customer, who may have prices of his own. */
export function visitorKey({ actor, marketId, locale }: MarketCtx): string | null {
  if (actor.kind === "shopper" && actor.customerId !== null) return null;
  return `${marketId} ${locale} ${channelOf(actor)}`;
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
