import { type SaleVariant, variantsForSalePart } from "../catalog/index.ts";
import { buyerPart, type CartBuyer } from "../customers/index.ts";
import { type CreditOffer, creditOffersPart } from "../credit/index.ts";
import { shippingOptionsPart, type OfferedMethod } from "../fulfilment/index.ts";
import { availabilityPart, mostOf } from "../inventory/index.ts";
import { chooseLocale, localeChain, type Market } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { known, type Part, readPart, together } from "../platform/parts.ts";
import {
  type Conversion,
  conversionsPart,
  type PriceDecision,
  type PriceFacts,
  priceFactsPart,
  pricesFrom,
} from "../pricing/index.ts";
import { activePromotionsPart, customerKey, type FoundPromotions } from "../promotions/index.ts";
import { ratesPart, registerAsOf, type Taxation, taxCurrencies } from "../tax/index.ts";
import { linesPart, type StoredCart, type StoredLine, variantsIn } from "./queries.ts";

/** The parts of a context that pricing a cart reads from. */
export type CartReader = Pick<TenantCtx, "db" | "tenant" | "settings" | "now">;

/** A cart with the market that it is in. */
export type CartInMarket = StoredCart & { readonly market: Market };

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
  /** From the market's currency into those that the tax law has limits in. */
  readonly conversions: ReadonlyMap<string, Conversion>;
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
 * Reads it, every slice's part in one statement, the cart's lines too where the caller does not know them. A quote
 * leaves out the stock: reserving decides about that, and counts what this cart's own checkout has reserved already.
 */
export function gather(
  ctx: CartReader,
  stored: CartInMarket,
  lines: readonly StoredLine[] | null,
  withStock: boolean,
): Promise<Gathered> {
  return readPart(ctx.db, gatherPart(ctx, stored, lines, withStock));
}

/** The same, to be read with others. */
export function gatherPart(
  ctx: CartReader,
  stored: CartInMarket,
  given: readonly StoredLine[] | null,
  withStock: boolean,
): Part<Gathered> {
  const at = ctx.now();
  const { market } = stored;
  const cart = { ...stored, locale: chooseLocale(market, stored.locale) };
  const ids = given === null ? variantsIn(cart.id) : given.map((line) => line.variantId);
  const empty = given?.length === 0;
  const chain = localeChain(market, cart.locale, ctx.tenant.defaultLocale);
  // Until an address is known, the market's first country stands for it.
  const country = cart.address?.country ?? market.countries[0] ?? "";
  const { region = null, postalCode = null } = cart.address ?? {};
  const key = customerKey(cart.email);
  const parts = {
    lines: given === null ? linesPart(cart.id) : known(given),
    buyer: buyerPart(cart.customerId, cart.email),
    variants: empty ? known(new Map<string, SaleVariant>()) : variantsForSalePart(ctx, ids, market.id, chain),
    facts: empty ? known<PriceFacts | null>(null) : priceFactsPart(ctx, market, ids, at),
    stock: withStock && !empty ? availabilityPart(ids) : known(null),
    taxation: ratesPart(ctx, { country, region, postalCode, at }, cart.id),
    conversions: conversionsPart(ctx, market.currency, taxCurrencies({ country, region, postalCode }), at),
    methods: cart.address === null ? known([]) : shippingOptionsPart(ctx, market, cart.address, at),
    promotions: activePromotionsPart({ cartId: cart.id, codes: cart.codes, customerKey: key, at }),
    offers: offersPart(cart),
  };
  return together(parts, ({ lines, buyer, stock, taxation, ...read }) => {
    // Whoever buys for a company buys with its tax id, unless the cart was given another.
    const id = cart.taxId ?? buyer.company?.taxId ?? null;
    const customer = { status: buyer.taxStatus, taxId: id?.taxId ?? null, register: id && registerAsOf(id, at) };
    const { groups, customerId, company } = buyer;
    const who = { groups, customerId, companyId: company?.id ?? null, channel: cart.channel };
    const { facts, offers, ...rest } = read;
    return {
      ...rest,
      cart: { ...cart, taxId: id },
      lines,
      at,
      market,
      buyer,
      prices: facts === null ? new Map<string, PriceDecision>() : pricesFrom(facts, market, lines, who, at),
      most:
        stock &&
        new Map(lines.map(({ variantId }) => [variantId, plusHeld(mostOf(stock.get(variantId)), cart, variantId, at)])),
      taxation: taxation(customer),
      channel: cart.channel,
      // An account that was closed since pays nothing.
      offers: offers.filter(({ kind }) => kind !== "store_credit" || buyer.customerId !== null),
    };
  });
}

/** Read only for carts that pay with some. */
function offersPart(cart: StoredCart): Part<CreditOffer[]> {
  const owner = cart.useStoreCredit ? cart.customerId : null;
  if (cart.giftCards.length === 0 && owner === null) return known([]);
  return creditOffersPart(cart.id, cart.giftCards, owner);
}

function plusHeld(most: number | null, { held }: StoredCart, variantId: string, at: Date): number | null {
  if (most === null || held === null || new Date(held.until) <= at) return most;
  return most + (held.quantities[variantId] ?? 0);
}
