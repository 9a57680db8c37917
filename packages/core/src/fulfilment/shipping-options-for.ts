import type { Market } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { selectMethods } from "./queries.ts";
import { methodsTo } from "./rules.ts";
import type { OfferedMethod } from "./schemas.ts";

/** The ways of shipping that the market offers to a country, in the merchant's order. */
export async function shippingOptionsFor(
  ctx: Pick<TenantCtx, "db">,
  market: Pick<Market, "id" | "currency">,
  country: string,
): Promise<OfferedMethod[]> {
  return methodsTo(await selectMethods(ctx.db, market.id), country, market.currency);
}

/** Of the market's countries, those that no method goes to. */
export async function countriesWithoutShipping(ctx: Pick<TenantCtx, "db">, market: Market): Promise<string[]> {
  const methods = await selectMethods(ctx.db, market.id);
  return market.countries.filter((country) => methodsTo(methods, country, market.currency).length === 0);
}
