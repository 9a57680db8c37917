import { isEeaMember } from "../kernel/country.ts";
import { isActiveCurrency } from "../kernel/currency.ts";
import { addSeconds } from "../kernel/time.ts";
import type { Market } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { shopSettings } from "../tenants/index.ts";
import { keptDays } from "./queries/versions.ts";
import { selectHistory } from "./queries/history.ts";
import { maxPrice } from "./schemas.ts";
import { type Shown, shownPrices } from "./rules/prior-price.ts";

/** Whether the law of one of the market's countries wants the prior price told: those of the EEA. */
export function tellsPriorPrice(market: Pick<Market, "countries">): boolean {
  return market.countries.some((country) => isEeaMember(country));
}

/** What one piece of each variant cost everybody in the market over the last months, as far back as a law may ask. */
export async function pastPricesFor(
  ctx: Pick<TenantCtx, "db" | "tenant">,
  market: Market,
  variantIds: readonly string[],
  at: Date,
): Promise<Map<string, Shown[]>> {
  const { defaultCurrency } = ctx.tenant;
  const shopCurrency = isActiveCurrency(defaultCurrency) ? defaultCurrency : market.currency;
  const since = addSeconds(at, -keptDays * 86_400);
  const scope = { marketId: market.id, marketCurrency: market.currency, shopCurrency, since };
  const histories = await selectHistory(ctx.db, variantIds, scope);
  const { pricesIncludeTax: shopPricesIncludeTax } = await shopSettings(ctx.db);
  return new Map(
    [...histories].map(([variantId, facts]) => [
      variantId,
      shownPrices({ ...facts, market, shopCurrency, shopPricesIncludeTax, highest: maxPrice }, since, at),
    ]),
  );
}
