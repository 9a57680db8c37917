import type { Market } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { type Part, readPart, together } from "../platform/parts.ts";
import { marketConversionPart } from "../pricing/index.ts";
import { methodsPart } from "./queries/methods.ts";
import { inMarket, type MarketMethod } from "./rules/method-terms.ts";
import { type Destination, methodsTo, serves } from "./rules/shipping-rate.ts";
import type { OfferedMethod } from "./schemas.ts";

type Reader = Pick<TenantCtx, "db" | "tenant">;
export type ShippingMarket = Pick<Market, "id" | "currency" | "taxDisplay" | "fxMarginPpm" | "priceRounding">;

/** A market's methods with what they cost there by the rates of a moment, to be read with others. */
export function marketMethodsPart(ctx: Reader, market: ShippingMarket, at: Date): Part<MarketMethod[]> {
  const parts = { all: methodsPart(market.id), conversion: marketConversionPart(ctx, market, at) };
  return together(parts, ({ all, conversion }) => all.map((method) => inMarket(method, market, conversion)));
}

/** The ways of shipping that the market offers to a destination, in the merchant's order. */
export function shippingOptionsFor(
  ctx: Reader,
  market: ShippingMarket,
  destination: Destination,
  at: Date,
): Promise<OfferedMethod[]> {
  return readPart(ctx.db, shippingOptionsPart(ctx, market, destination, at));
}

/** The same, to be read with others. */
export function shippingOptionsPart(
  ctx: Reader,
  market: ShippingMarket,
  destination: Destination,
  at: Date,
): Part<OfferedMethod[]> {
  return together({ all: marketMethodsPart(ctx, market, at) }, ({ all }) => methodsTo(all, destination));
}

/** Of the market's countries, those that no method goes to. */
export async function countriesWithoutShipping(ctx: Reader, market: Market, at: Date): Promise<string[]> {
  const methods = await readPart(ctx.db, marketMethodsPart(ctx, market, at));
  return market.countries.filter((country) => !methods.some((method) => serves(method, country)));
}
