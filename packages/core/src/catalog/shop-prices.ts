import { buyerPart } from "../customers/index.ts";
import { localeChain, type MarketCtx } from "../markets/index.ts";
import { channelOf } from "../platform/context.ts";
import { known, type Part, together } from "../platform/parts.ts";
import { anybody, type Buyer, type PriceDecision, shownLowestPrices } from "../pricing/index.ts";
import type { ShownPrice } from "./rules/shop-price.ts";
import { variantsForSale } from "./variants-for-sale.ts";

type Wanted = readonly { readonly variantId: string; readonly taxClass: string }[];

/** Of variants on a product's page: the lowest price of the 30 days before, where a reduction is announced and the law wants it told. */
export function lowestBefore(ctx: MarketCtx, variants: Wanted, decisions: ReadonlyMap<string, PriceDecision>) {
  const reduced = variants.filter(({ variantId }) => {
    const decision = decisions.get(variantId);
    return decision?.kind === "price" && decision.compareAt !== null;
  });
  const chain = localeChain(ctx.market, ctx.locale, ctx.tenant.defaultLocale);
  const articles = () =>
    variantsForSale(
      ctx,
      reduced.map(({ variantId }) => variantId),
      ctx.market.id,
      chain,
    );
  return shownLowestPrices(ctx, ctx.market, reduced, articles, ctx.now());
}

/** Who looks, to be read with others. */
export function buyerInShop({ db, actor }: MarketCtx): Part<Buyer> {
  const channel = channelOf(actor);
  const customerId = actor.kind === "shopper" ? actor.customerId : null;
  if (customerId === null) return known({ ...anybody, channel });
  return together({ buyer: buyerPart(db, customerId, null) }, ({ buyer }) => {
    return { channel, customerId: buyer.customerId, groups: buyer.groups };
  });
}

/** What is for sale; a variant without a price is left out. */
export function toShown(decisions: ReadonlyMap<string, PriceDecision>): Map<string, ShownPrice> {
  return new Map(
    [...decisions].flatMap(([id, decision]): [string, ShownPrice][] =>
      decision.kind === "price"
        ? [[id, { amount: decision.amount, compareAt: decision.compareAt, taxIncluded: decision.taxIncluded }]]
        : [],
    ),
  );
}
