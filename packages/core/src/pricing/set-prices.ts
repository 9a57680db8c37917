import { DomainError } from "../kernel/errors.ts";
import { allMarkets } from "../markets/index.ts";
import { write } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { SetPrices, type PricingErrorCode } from "./schemas.ts";
import { writePrices } from "./write-prices.ts";

/** Sets or takes away base prices and prices of single markets, all or none of them. */
export const setPrices = write(
  "pricing.set_prices",
  {
    access: { staff: "catalog.write" },
    input: SetPrices,
    output: nothing,
    audit: (input) => ({ subject: input.prices[0]?.variantId ?? "prices", details: { prices: input.prices.length } }),
    leaves: ["outbox"],
  },
  async (ctx, input) => {
    const inMarkets = input.prices.filter((price) => price.marketId !== null);
    const markets = new Map(
      inMarkets.length === 0 ? [] : (await allMarkets(ctx.db)).map((market) => [market.id, market]),
    );
    for (const { marketId, currency } of inMarkets) {
      const market = marketId === null ? undefined : markets.get(marketId);
      if (market?.currency === currency) continue;
      const details = { marketId, currency, expected: market?.currency ?? null };
      throw new DomainError<PricingErrorCode>("invalid", "pricing.currency_not_of_market", details);
    }
    await writePrices(
      ctx,
      input.prices.map((price) => ({
        ...price,
        amount: price.amount?.amount ?? null,
        compareAt: price.compareAt?.amount ?? null,
        startsAt: price.startsAt === null ? null : new Date(price.startsAt),
        endsAt: price.endsAt === null ? null : new Date(price.endsAt),
      })),
    );
    for (const variantId of new Set(input.prices.map((price) => price.variantId))) {
      ctx.emit({ type: "price.changed", aggregateId: variantId, payload: { variantId } });
    }
    return {};
  },
);
