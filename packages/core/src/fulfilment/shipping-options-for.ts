import type { Market } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { type Part, readPart, together } from "../platform/parts.ts";
import { methodsPart, selectMethods } from "./queries/methods.ts";
import { type Destination, methodsTo, serves } from "./rules/shipping-rate.ts";
import type { OfferedMethod } from "./schemas.ts";

/** The ways of shipping that the market offers to a destination, in the merchant's order. */
export function shippingOptionsFor(
  ctx: Pick<TenantCtx, "db">,
  market: Pick<Market, "id" | "currency">,
  destination: Destination,
): Promise<OfferedMethod[]> {
  return readPart(ctx.db, shippingOptionsPart(market, destination));
}

/** The same, to be read with others. */
export function shippingOptionsPart(
  market: Pick<Market, "id" | "currency">,
  destination: Destination,
): Part<OfferedMethod[]> {
  return together({ all: methodsPart(market.id) }, ({ all }) => methodsTo(all, destination, market.currency));
}

/** Of the market's countries, those that no method goes to. */
export async function countriesWithoutShipping(ctx: Pick<TenantCtx, "db">, market: Market): Promise<string[]> {
  const methods = await selectMethods(ctx.db, market.id);
  return market.countries.filter((country) => !methods.some((method) => serves(method, country, market.currency)));
}
