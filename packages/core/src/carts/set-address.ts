import { DomainError } from "../kernel/errors.ts";
import { marketServing, serves } from "../markets/index.ts";
import { type TenantTxCtx, write } from "../platform/verb.ts";
import { thenAskTaxes } from "./ask-taxes.ts";
import { answerCart, changed, changeBy, lockCart } from "./open-cart.ts";
import type { CartInMarket } from "./gather.ts";
import { updateCart } from "./queries.ts";
import { addressFaults, normalizeAddress } from "../kernel/address.ts";
import { type Address, Cart, type CartsErrorCode, SetAddress } from "./schemas.ts";

/** Where the order goes. A way of shipping that does not go there has to be chosen again. */
export const setAddress = thenAskTaxes(
  write(
    "carts.set_address",
    { access: { shopper: true }, urgency: "cart", input: SetAddress, output: Cart, audit: "shopper" },
    async (ctx, { cartId, email, address: given, locale }) => {
      const cart = await lockCart(ctx.db, cartId);
      const address = normalizeAddress(given);
      await assertServed(ctx, cart, address);
      const fields = addressFaults(address).map(({ field, fault }) => ({ path: `address.${field}`, message: fault }));
      if (fields.length > 0) throw new DomainError<CartsErrorCode>("invalid", "carts.address_invalid", { fields });
      const change = { ...changeBy(ctx, locale), email, address };
      const lines = await updateCart(ctx.db, cartId, change, ctx.now());
      return answerCart(ctx, changed(cart, change, ctx.now()), lines);
    },
  ),
);

/** A place that the cart's market does not serve is refused with the market that does, if there is one. */
async function assertServed(ctx: TenantTxCtx, cart: CartInMarket, { country, region }: Address): Promise<void> {
  const { market } = cart;
  if (serves(market, country, region)) return;
  const other = await marketServing(ctx, { country, region }, cart.channel);
  const field = market.countries.includes(country) ? "region" : "country";
  throw new DomainError<CartsErrorCode>("invalid", "carts.country_not_served", {
    country,
    market: other?.handle ?? null,
    fields: [{ path: `address.${field}`, message: "not_served" }],
  });
}
