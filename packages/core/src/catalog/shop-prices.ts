import type { MarketCtx } from "../markets/index.ts";
import { shownPricesFor } from "../pricing/index.ts";
import type { ShownPrice } from "./rules/shop-price.ts";

/** What variants cost the visitor, as the market shows prices; a variant without a price is left out. */
export async function shopPrices(
  ctx: MarketCtx,
  variants: readonly { readonly variantId: string; readonly taxClass: string }[],
): Promise<Map<string, ShownPrice>> {
  const decisions = await shownPricesFor(ctx, ctx.market, variants, ctx.now());
  return new Map(
    [...decisions].flatMap(([id, decision]): [string, ShownPrice][] =>
      decision.kind === "price"
        ? [[id, { amount: decision.amount, compareAt: decision.compareAt, taxIncluded: decision.taxIncluded }]]
        : [],
    ),
  );
}
