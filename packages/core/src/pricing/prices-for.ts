import { isActiveCurrency } from "../kernel/currency.ts";
import type { TenantCtx } from "../platform/context.ts";
import { type Ids, known, type Part, readPart, together } from "../platform/parts.ts";
import { shopSettingsPart } from "../tenants/index.ts";
import { type PricingFacts, pricingPart } from "./queries.ts";
import { choosePrice } from "./rules/choose-price.ts";
import { findConversion } from "./rules/conversion.ts";
import { anybody, type Buyer } from "./rules/price-list.ts";
import { maxPrice, type PricedMarket, type PriceDecision, type PriceStep } from "./schemas.ts";

/** A variant and how many pieces of it: prices may depend on it. */
export interface Wanted {
  readonly variantId: string;
  readonly quantity: number;
}

/**
 * What each of the variants costs the buyer in the market at a moment, or why it is not for sale there; with the
 * trace, which leaves out price lists that are other buyers'. Each variant may be wanted once.
 */
export async function pricesFor(
  ctx: Pick<TenantCtx, "db" | "tenant">,
  market: PricedMarket,
  wants: readonly Wanted[],
  who: Buyer,
  at: Date,
): Promise<Map<string, PriceDecision>> {
  const decisions = await decidePrices(ctx, market, wants, who, at);
  return new Map([...decisions].map(([id, decision]) => [id, { ...decision, trace: ownTrace(decision) }]));
}

/** The same with every price list in the trace, for staff. */
export async function decidePrices(
  ctx: Pick<TenantCtx, "db" | "tenant">,
  market: PricedMarket,
  wants: readonly Wanted[],
  who: Buyer,
  at: Date,
): Promise<Map<string, PriceDecision>> {
  if (wants.length === 0) return new Map();
  const ids = wants.map((want) => want.variantId);
  return decideFrom(await readPart(ctx.db, priceFactsPart(ctx, market, ids, at)), market, wants, who, at);
}

/** Everything that decides the prices of variants in a market. */
export interface PriceFacts extends PricingFacts {
  readonly shopCurrency: PricedMarket["currency"];
  /** The shop's setting, for converted prices; not asked where nothing is converted. */
  readonly shopPricesIncludeTax: boolean;
}

/** To be read with others; `pricesFrom` and `at` of the same moment make the decisions. */
export function priceFactsPart(
  ctx: Pick<TenantCtx, "db" | "tenant">,
  market: PricedMarket,
  variantIds: Ids,
  at: Date,
): Part<PriceFacts> {
  const { defaultCurrency } = ctx.tenant;
  // From a withdrawn currency nothing is converted any more.
  const shopCurrency = isActiveCurrency(defaultCurrency) ? defaultCurrency : market.currency;
  const day = at.toISOString().slice(0, 10);
  const scope = { marketId: market.id, marketCurrency: market.currency, shopCurrency, day };
  const alike = shopCurrency === market.currency;
  return together(
    {
      pricing: pricingPart(variantIds, scope),
      shop: alike ? known({ pricesIncludeTax: true }) : shopSettingsPart(),
    },
    ({ pricing, shop }) => ({ ...pricing, shopCurrency, shopPricesIncludeTax: shop.pricesIncludeTax }),
  );
}

/** `pricesFor`, from what was read before. */
export function pricesFrom(...given: Parameters<typeof decideFrom>): Map<string, PriceDecision> {
  return new Map([...decideFrom(...given)].map(([id, decision]) => [id, { ...decision, trace: ownTrace(decision) }]));
}

function decideFrom(
  facts: PriceFacts,
  market: PricedMarket,
  wants: readonly Wanted[],
  who: Buyer,
  at: Date,
): Map<string, PriceDecision> {
  const { shopCurrency, shopPricesIncludeTax } = facts;
  const shared = {
    market,
    shopCurrency,
    conversion: findConversion(facts.rates, shopCurrency, market.currency),
    shopPricesIncludeTax,
    lists: facts.lists,
    buyer: who,
    at,
    highest: maxPrice,
  };
  const prices = Map.groupBy(facts.entries, (entry) => entry.variantId);
  const listPrices = Map.groupBy(facts.listPrices, (entry) => entry.variantId);
  return new Map(
    wants.map(({ variantId, quantity }) => [
      variantId,
      choosePrice({
        ...shared,
        quantity,
        prices: prices.get(variantId) ?? [],
        listPrices: listPrices.get(variantId) ?? [],
        excluded: facts.excluded.has(variantId),
      }),
    ]),
  );
}

/** Who buys is not told of the lists that others buy from. */
function ownTrace({ trace }: PriceDecision): PriceStep[] {
  return trace.filter((step) => step.step !== "candidate" || step.outcome !== "not_for_buyer");
}

/** One piece of each, for nobody in particular. */
export function pricesForAnybody(
  ctx: Pick<TenantCtx, "db" | "tenant">,
  market: PricedMarket,
  variantIds: readonly string[],
  at: Date,
): Promise<Map<string, PriceDecision>> {
  const wants = variantIds.map((variantId) => ({ variantId, quantity: 1 }));
  return pricesFor(ctx, market, wants, anybody, at);
}
