import { buyerOf } from "../customers/index.ts";
import type { MarketCtx } from "../markets/index.ts";
import { channelOf } from "../platform/context.ts";
import { anybody, type Buyer, type PriceDecision, shownLowestPrices, shownPricesFor } from "../pricing/index.ts";
import type { ShownPrice } from "./rules/shop-price.ts";

type Wanted = readonly { readonly variantId: string; readonly taxClass: string }[];

/** What variants cost the visitor, as the market shows prices; a variant without a price is left out. */
export async function shopPrices(ctx: MarketCtx, variants: Wanted): Promise<Map<string, ShownPrice>> {
  return toShown(await shownPricesFor(ctx, ctx.market, variants, ctx.now(), await buyerIn(ctx)));
}

/** The same, and the lowest price of the 30 days before where a reduction is announced and the law wants it told. */
export async function pagePrices(ctx: MarketCtx, variants: Wanted) {
  const decisions = await shownPricesFor(ctx, ctx.market, variants, ctx.now(), await buyerIn(ctx));
  const reduced = variants.filter(({ variantId }) => {
    const decision = decisions.get(variantId);
    return decision?.kind === "price" && decision.compareAt !== null;
  });
  const lowest = await shownLowestPrices(ctx, ctx.market, reduced, ctx.now());
  return { prices: toShown(decisions), lowest };
}

async function buyerIn({ db, actor }: MarketCtx): Promise<Buyer> {
  const channel = channelOf(actor);
  if (actor.kind !== "shopper" || actor.customerId === null) return { ...anybody, channel };
  const { customerId, groups } = await buyerOf(db, actor.customerId);
  return { channel, customerId, groups };
}

function toShown(decisions: ReadonlyMap<string, PriceDecision>): Map<string, ShownPrice> {
  return new Map(
    [...decisions].flatMap(([id, decision]): [string, ShownPrice][] =>
      decision.kind === "price"
        ? [[id, { amount: decision.amount, compareAt: decision.compareAt, taxIncluded: decision.taxIncluded }]]
        : [],
    ),
  );
}
