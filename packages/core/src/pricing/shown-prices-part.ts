import type { Market } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { type Ids, known, type Part, readPart, together } from "../platform/parts.ts";
import { chooseTaxes, ratesPart } from "../tax/index.ts";
import { type PriceFacts, priceFactsPart, pricesFrom } from "./prices-for.ts";
import { anybody, type Buyer } from "./rules/price-list.ts";
import type { PriceDecision } from "./schemas.ts";
import { inDisplay } from "./shown-prices.ts";

/** Prices that were read and can be decided for a buyer. */
export interface ShownPrices {
  readonly of: (
    variants: readonly { readonly variantId: string; readonly taxClass: string }[],
    who: Buyer,
  ) => Map<string, PriceDecision>;
  /** When one of them begins or ends next; at the latest the next day (UTC), with its rates. */
  readonly until: Date;
}

/**
 * `pricesFor`, brought to how the market shows prices, before any address is known: with the taxes of the
 * market's first country. Where its rate is missing, the price keeps its own `taxIncluded`.
 */
export async function shownPricesFor(
  ctx: Pick<TenantCtx, "db" | "tenant">,
  market: Market,
  variants: Parameters<ShownPrices["of"]>[0],
  at: Date,
  who: Buyer = anybody,
): Promise<Map<string, PriceDecision>> {
  const ids = variants.map(({ variantId }) => variantId);
  return (await readPart(ctx.db, shownPricesPart(ctx, market, ids, at))).of(variants, who);
}

/** The same, to be read with others. */
export function shownPricesPart(
  ctx: Pick<TenantCtx, "db" | "tenant">,
  market: Market,
  variantIds: Ids,
  at: Date,
): Part<ShownPrices> {
  const [country] = market.countries;
  const parts = {
    facts: priceFactsPart(ctx, market, variantIds, at),
    taxation: country === undefined ? known(null) : ratesPart(ctx, { country, region: null, at }),
  };
  return together(parts, ({ facts, taxation }) => {
    const table = taxation?.();
    const of: ShownPrices["of"] = (variants, who) => {
      const wants = variants.map(({ variantId }) => ({ variantId, quantity: 1 }));
      const decisions = pricesFrom(facts, market, wants, who, at);
      for (const { variantId, taxClass } of variants) {
        const decision = decisions.get(variantId);
        const chosen = table && chooseTaxes(table, taxClass);
        if (decision !== undefined && chosen?.kind === "taxed")
          decisions.set(variantId, inDisplay(decision, market, chosen));
      }
      return decisions;
    };
    return { of, until: nextChange(facts, at) };
  });
}

function nextChange({ entries, lists }: PriceFacts, at: Date): Date {
  const midnight = new Date(at);
  midnight.setUTCHours(24, 0, 0, 0);
  const moments = [...entries, ...lists].flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]);
  return moments.reduce<Date>(
    (first, moment) => (moment !== null && moment > at && moment < first ? moment : first),
    midnight,
  );
}
