import type { Market } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { selectMethods } from "./queries/methods.ts";
import { type Destination, methodsTo, serves } from "./rules/shipping-rate.ts";
import type { OfferedMethod } from "./schemas.ts";

/** The ways of shipping that the market offers to a destination, in the merchant's order. */
export async function shippingOptionsFor(
  ctx: Pick<TenantCtx, "db">,
  market: Pick<Market, "id" | "currency">,
  destination: Destination,
): Promise<OfferedMethod[]> {
  return methodsTo(await selectMethods(ctx.db, market.id), destination, market.currency);
}

/** Of the market's countries, those that no method goes to. */
export async function countriesWithoutShipping(ctx: Pick<TenantCtx, "db">, market: Market): Promise<string[]> {
  const methods = await selectMethods(ctx.db, market.id);
  return market.countries.filter((country) => !methods.some((method) => serves(method, country, market.currency)));
}
