import { type SaleVariant, variantsForSale } from "../catalog/index.ts";
import { buyerOf, type CartBuyer } from "../customers/index.ts";
import { type CreditOffer, creditOffers } from "../credit/index.ts";
import { shippingOptionsFor, type OfferedMethod } from "../fulfilment/index.ts";
import { availability, mostOf } from "../inventory/index.ts";
import { chooseLocale, localeChain, type Market, marketById } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { type PriceDecision, pricesFor } from "../pricing/index.ts";
import { activePromotions, customerKey, type FoundPromotions } from "../promotions/index.ts";
import { ratesFor, type Taxation } from "../tax/index.ts";
import type { StoredCart, StoredLine } from "./queries.ts";

/** The parts of a context that pricing a cart reads from. */
export type CartReader = Pick<TenantCtx, "db" | "tenant" | "settings" | "now">;

/** Everything that decides what a cart costs, as the database has it now. */
export interface Gathered {
  readonly cart: StoredCart;
  readonly lines: readonly StoredLine[];
  readonly at: Date;
  readonly market: Market;
  readonly buyer: CartBuyer;
  readonly variants: ReadonlyMap<string, SaleVariant>;
  readonly prices: ReadonlyMap<string, PriceDecision>;
  /** The most that can be had of each variant, null without limit; left out where nobody asked. */
  readonly most: ReadonlyMap<string, number | null> | null;
  readonly taxation: Taxation;
  /** Ways of shipping to the address; none until it is known. */
  readonly methods: readonly OfferedMethod[];
  /** Where the sale comes from. */
  readonly channel: string;
  /** Those of the moment, and those of the cart's codes. */
  readonly promotions: FoundPromotions;
  /** Gift cards and store credit that pay, in their order. */
  readonly offers: readonly CreditOffer[];
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
  const buyer = await buyerOf(ctx.db, stored.customerId);
  const ids = lines.map((line) => line.variantId);
  const chain = localeChain(market, cart.locale, ctx.tenant.defaultLocale);
  const variants = await variantsForSale(ctx, ids, market.id, chain);
  const wants = lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
  const who = { groups: buyer.groups, customerId: buyer.customerId, channel: cart.channel };
  const prices = await pricesFor(ctx, market, wants, who, at);
  const stock = withStock ? await availability(ctx.db, ids) : null;
  // Until an address is known, the market's first country stands for it.
  const country = cart.address?.country ?? market.countries[0] ?? "";
  const { region = null, postalCode = null } = cart.address ?? {};
  const { taxId: id } = cart;
  const customer = { status: buyer.taxStatus, taxId: id?.taxId ?? null, register: id?.register ?? null };
  const taxation = await ratesFor(ctx, { country, region, postalCode, customer, at });
  const methods = cart.address === null ? [] : await shippingOptionsFor(ctx, market, cart.address);
  const most = stock && new Map(ids.map((id) => [id, plusHeld(mostOf(stock.get(id)), cart, id, at)]));
  const { channel } = cart;
  const asking = { cartId: cart.id, codes: cart.codes, customerKey: customerKey(cart.email), at };
  const promotions = await activePromotions(ctx.db, asking);
  const offers = await offersOf(ctx, cart, buyer);
  return { cart, lines, at, market, buyer, variants, prices, most, taxation, methods, channel, promotions, offers };
}

/** Read only for carts that pay with some. */
async function offersOf(ctx: CartReader, cart: StoredCart, buyer: CartBuyer): Promise<CreditOffer[]> {
  const owner = cart.useStoreCredit ? buyer.customerId : null;
  if (cart.giftCards.length === 0 && owner === null) return [];
  return creditOffers(ctx.db, cart.id, cart.giftCards, owner);
}

function plusHeld(most: number | null, { held }: StoredCart, variantId: string, at: Date): number | null {
  if (most === null || held === null || new Date(held.until) <= at) return most;
  return most + (held.quantities[variantId] ?? 0);
}
