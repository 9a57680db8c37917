import { buyerPart } from "../customers/index.ts";
import type { MarketCtx } from "../markets/index.ts";
import { channelOf } from "../platform/context.ts";
import { type Ids, known, type Part, together } from "../platform/parts.ts";
import { anybody, type Article, type Buyer, lowestPricesPart, type PriceDecision } from "../pricing/index.ts";
import type { WireMoney } from "../wire.ts";
import { categoriesAbovePart } from "./queries/categories.ts";
import type { ShownPrice } from "./rules/shop-price.ts";

/** A variant on sale, and the product that it is of. */
export interface OnSale {
  readonly variantId: string;
  readonly taxClass: string;
  readonly productId: string;
}

/** Of variants: the lowest price of the 30 days before, where a reduction is announced and the law wants it told. */
export type LowestOf = (
  variants: readonly OnSale[],
  decisions: ReadonlyMap<string, PriceDecision>,
) => ReadonlyMap<string, WireMoney>;

/** To be read with others. */
export function lowestBeforePart(ctx: MarketCtx, products: Ids, variants: Ids): Part<LowestOf> {
  const lowest = lowestPricesPart(ctx, ctx.market, variants, ctx.now());
  // Where no law asks, nothing is read at all.
  if (lowest.columns.length === 0) return known(() => new Map());
  return together({ lowest, categories: categoriesAbovePart(products) }, ({ lowest: of, categories }) => {
    return (wanted, decisions) => {
      const reduced = wanted.filter(({ variantId }) => {
        const decision = decisions.get(variantId);
        return decision?.kind === "price" && decision.compareAt !== null;
      });
      const articles = reduced.map(({ variantId, productId }): [string, Article] => {
        return [variantId, { productId, categoryIds: categories.get(productId) ?? [] }];
      });
      return of(reduced, new Map(articles));
    };
  });
}

/** Who looks, to be read with others. */
export function buyerInShop({ actor }: MarketCtx): Part<Buyer> {
  const channel = channelOf(actor);
  const customerId = actor.kind === "shopper" ? actor.customerId : null;
  if (customerId === null) return known({ ...anybody, channel });
  return together({ buyer: buyerPart(customerId, null) }, ({ buyer }) => {
    const { customerId: id, groups, company } = buyer;
    return { channel, customerId: id, groups, companyId: company?.id ?? null };
  });
}

/** What is for sale; a variant without a price is left out. */
export function toShown(
  decisions: ReadonlyMap<string, PriceDecision>,
  lowest: ReadonlyMap<string, WireMoney>,
): Map<string, ShownPrice> {
  return new Map(
    [...decisions].flatMap(([id, decision]): [string, ShownPrice][] => {
      if (decision.kind !== "price") return [];
      const { amount, compareAt, taxIncluded } = decision;
      return [[id, { amount, compareAt, taxIncluded, lowestPrice30d: lowest.get(id) ?? null }]];
    }),
  );
}
