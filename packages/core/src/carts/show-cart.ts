import { readPart } from "../platform/parts.ts";
import { lowestPricesPart } from "../pricing/index.ts";
import type { WireMoney } from "../wire.ts";
import { cartView } from "./cart-view.ts";
import type { CartReader } from "./gather.ts";
import type { PricedCart } from "./price-cart.ts";
import type { Cart } from "./schemas.ts";

/** The cart as a shopper sees it. */
export async function showCart(ctx: Pick<CartReader, "db" | "tenant">, priced: PricedCart): Promise<Cart> {
  return cartView(priced, await lowestBefore(ctx, priced));
}

/**
 * Of lines whose reduction is announced: the lowest price of the 30 days before, where the law wants it told. Months of
 * fifteen tables: read by itself, for most carts have no such line.
 */
async function lowestBefore(
  ctx: Pick<CartReader, "db" | "tenant">,
  { items, market, variants, at }: PricedCart,
): Promise<ReadonlyMap<string, WireMoney>> {
  const reduced = items.flatMap(({ price, variant }) =>
    price && price.compareAt !== null && variant ? [variant] : [],
  );
  if (reduced.length === 0) return new Map();
  const ids = reduced.map(({ variantId }) => variantId);
  const lowest = await readPart(ctx.db, lowestPricesPart(ctx, market, ids, at));
  return lowest(reduced, variants);
}
