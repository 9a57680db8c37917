import { isActiveCurrency } from "../kernel/currency.ts";
import type { TenantCtx } from "../platform/context.ts";
import { shopSettings } from "../tenants/index.ts";
import { selectPricing } from "./queries.ts";
import { choosePrice, type PriceEntry } from "./rules/choose-price.ts";
import { findConversion } from "./rules/conversion.ts";
import { maxPrice, type PricedMarket, type PriceDecision } from "./schemas.ts";

/** What each of the variants costs in the market at a moment, or why it is not for sale there; with the trace. */
export async function pricesFor(
  ctx: Pick<TenantCtx, "db" | "tenant">,
  market: PricedMarket,
  variantIds: readonly string[],
  at: Date,
): Promise<Map<string, PriceDecision>> {
  if (variantIds.length === 0) return new Map();
  const { defaultCurrency } = ctx.tenant;
  // From a withdrawn currency nothing is converted any more.
  const shopCurrency = isActiveCurrency(defaultCurrency) ? defaultCurrency : market.currency;
  const { entries, rates } = await selectPricing(ctx.db, variantIds, {
    marketId: market.id,
    marketCurrency: market.currency,
    shopCurrency,
    day: at.toISOString().slice(0, 10),
  });
  const shared = {
    market,
    shopCurrency,
    conversion: findConversion(rates, shopCurrency, market.currency),
    shopPricesIncludeTax: needsShopSetting(entries, market) ? (await shopSettings(ctx.db)).pricesIncludeTax : true,
    at,
    highest: maxPrice,
  };
  const byVariant = Map.groupBy(entries, (entry) => entry.variantId);
  return new Map(variantIds.map((id) => [id, choosePrice({ ...shared, prices: byVariant.get(id) ?? [] })]));
}

function needsShopSetting(entries: readonly PriceEntry[], market: PricedMarket): boolean {
  return entries.some((entry) => entry.currency !== market.currency && entry.taxIncluded === null);
}
