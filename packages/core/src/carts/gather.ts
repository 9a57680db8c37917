import { type SaleVariant, variantsForSale } from "../catalog/index.ts";
import { shippingOptionsFor, type OfferedMethod } from "../fulfilment/index.ts";
import { availability, mostOf } from "../inventory/index.ts";
import { chooseLocale, localeChain, type Market, marketById } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { type PriceDecision, pricesFor } from "../pricing/index.ts";
import { type RateTable, ratesFor, type RoundingRule } from "../tax/index.ts";
import type { StoredCart, StoredLine } from "./queries.ts";

/** The parts of a context that pricing a cart reads from. */
export type CartReader = Pick<TenantCtx, "db" | "tenant" | "settings" | "now">;

/** Everything that decides what a cart costs, as the database has it now. */
export interface Gathered {
  readonly cart: StoredCart;
  readonly lines: readonly StoredLine[];
  readonly at: Date;
  readonly market: Market;
  readonly variants: ReadonlyMap<string, SaleVariant>;
  readonly prices: ReadonlyMap<string, PriceDecision>;
  /** The most that can be had of each variant, null without limit; left out where nobody asked. */
  readonly most: ReadonlyMap<string, number | null> | null;
  readonly taxation: RateTable & { readonly rounding: RoundingRule };
  /** Ways of shipping to the address; none until it is known. */
  readonly methods: readonly OfferedMethod[];
}

/**
 * Reads it, one statement per slice. A quote leaves out the stock: reserving decides about that, and counts what
 * this cart's own checkout has reserved already.
 */
export async function gather(
  ctx: CartReader,
  stored: StoredCart,
  lines: readonly StoredLine[],
  withStock: boolean,
): Promise<Gathered> {
  const at = ctx.now();
  const market = await marketById(ctx, stored.marketId);
  const cart = { ...stored, locale: chooseLocale(market, stored.locale) };
  const ids = lines.map((line) => line.variantId);
  const variants = await variantsForSale(ctx, ids, localeChain(market, cart.locale, ctx.tenant.defaultLocale));
  const prices = await pricesFor(ctx, market, ids, at);
  const stock = withStock ? await availability(ctx.db, ids) : null;
  // Until an address is known, the market's first country stands for it.
  const country = cart.address?.country ?? market.countries[0] ?? "";
  const taxation = await ratesFor(ctx, { country, region: cart.address?.region ?? null, at });
  const methods = cart.address === null ? [] : await shippingOptionsFor(ctx, market, country);
  const most = stock && new Map(ids.map((id) => [id, plusHeld(mostOf(stock.get(id)), cart, id, at)]));
  return { cart, lines, at, market, variants, prices, most, taxation, methods };
}

function plusHeld(most: number | null, { held }: StoredCart, variantId: string, at: Date): number | null {
  if (most === null || held === null || new Date(held.until) <= at) return most;
  return most + (held.quantities[variantId] ?? 0);
}
