import { DomainError, notFound } from "../kernel/errors.ts";
import { requireTreatment } from "../tax/index.ts";
import type { RateLeg } from "../pricing/index.ts";
import { cartTrace } from "./cart-trace.ts";
import { optionView, roundingOf } from "./cart-view.ts";
import { showDiscounts } from "./discount-cart.ts";
import { type Part, readPart, together } from "../platform/parts.ts";
import { serves } from "../markets/index.ts";
import { type CartInMarket, type CartReader, gatherPart } from "./gather.ts";
import { type PricedCart, priceCart } from "./price-cart.ts";
import { cartById } from "./open-cart.ts";
import { CartQuote, type CartsErrorCode, type QuoteLine } from "./schemas.ts";

/**
 * The cart as a snapshot to be paid and stored: complete, from the database alone, as of `ctx.now()`. Whether the
 * goods are there is left to reserving them. In a transaction, lock the cart first.
 *
 * @throws DomainError conflict `carts.closed`, `carts.market_closed`, `carts.not_for_sale` {variantIds},
 * `carts.country_not_served`; precondition `carts.empty`, `carts.address_missing`, `carts.shipping_missing`,
 * `tax.rate_missing` {country, region, taxClass}.
 */
export async function quoteCart(ctx: CartReader, cartId: string): Promise<CartQuote> {
  const cart = await cartById(ctx.db, cartId);
  if (cart === undefined) throw notFound("cart");
  const quote = await readPart(ctx.db, quotePart(ctx, cart));
  return quote();
}

/** The same of a cart that is read, or locked, already: to be read with others. Throws what it refuses when called. */
export function quotePart(ctx: CartReader, cart: CartInMarket): Part<() => CartQuote> {
  return together({ gathered: gatherPart(ctx, cart, null, false) }, ({ gathered }) => () => {
    if (cart.status === "closed") throw refusal("conflict", "carts.closed");
    if (gathered.lines.length === 0) throw refusal("precondition", "carts.empty");
    return CartQuote.parse(quoteOf(priceCart(gathered)));
  });
}

function refusal(
  kind: "conflict" | "precondition",
  code: CartsErrorCode,
  details: Record<string, string | string[]> = {},
): DomainError<CartsErrorCode> {
  return new DomainError(kind, code, details);
}

function quoteOf(priced: PricedCart): CartQuote {
  const { cart, market, items, shipping, at } = priced;
  if (market.status !== "active") throw refusal("conflict", "carts.market_closed");
  if (cart.address === null || cart.email === null) throw refusal("precondition", "carts.address_missing");
  const { country, region } = cart.address;
  if (!serves(market, country, region)) throw refusal("conflict", "carts.country_not_served", { country });
  const gone = items.filter((item) => item.price === undefined).map((item) => item.line.variantId);
  if (gone.length > 0) throw refusal("conflict", "carts.not_for_sale", { variantIds: gone });
  if (shipping === null) throw refusal("precondition", "carts.shipping_missing");
  for (const { taxes } of [...items, shipping]) if (taxes !== undefined) requireTreatment(taxes);
  const { calculation } = priced;
  if (calculation === null || calculation.shipping === null) throw refusal("precondition", "carts.shipping_missing");
  const { discounts, refusedPromotions } = showDiscounts(priced, priced.discounts);
  return {
    cartId: cart.id,
    marketId: market.id,
    market: market.handle,
    marketName: market.name,
    locale: cart.locale,
    currency: market.currency,
    quotedAt: at.toISOString(),
    email: cart.email,
    customerId: priced.buyer.customerId,
    company: priced.buyer.company,
    address: cart.address,
    taxId: cart.taxId,
    lines: quoteLines(priced),
    shipping: { ...calculation.shipping, ...optionView(priced, shipping), taxClass: shipping.method.taxClass },
    taxLines: [...calculation.taxLines],
    discounts,
    refusedPromotions,
    credits: priced.credits.filter(({ applied }) => applied.amount > 0),
    due: priced.due,
    paymentRounding: roundingOf(priced),
    paymentMethods: market.paymentMethods,
    totals: calculation.totals,
    exchangeRates: ratesUsed(priced),
    rounding: priced.taxation.rounding,
    taxSource: priced.taxSource,
    trace: cartTrace(priced),
    totalsHash: priced.totalsHash,
  };
}

function quoteLines({ items, calculation }: PricedCart): QuoteLine[] {
  const computed = new Map(calculation?.lines.map((line) => [line.id, line]));
  return items.flatMap(({ line, variant, price }) => {
    const figures = computed.get(line.id);
    if (figures === undefined || variant === undefined || price === undefined) return [];
    const { productId, sku, slug, title, optionText, picture, taxClass } = variant;
    return [
      {
        ...figures,
        productId,
        sku,
        slug,
        title,
        optionText,
        picture,
        taxClass,
        id: line.id,
        variantId: line.variantId,
        compareAt: price.compareAt,
        origin: price.origin,
      },
    ];
  });
}

function ratesUsed({ items, shipping }: PricedCart): RateLeg[] {
  const steps = [...items.flatMap(({ price }) => price?.trace ?? []), ...(shipping?.trace ?? [])];
  const legs = steps.flatMap((step) => (step.step === "rate" ? step.legs : []));
  return [...new Map(legs.map((leg) => [`${leg.base}${leg.quote}${leg.day}${leg.source}`, leg])).values()];
}
