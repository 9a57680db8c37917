import { DomainError } from "../kernel/errors.ts";
import { marketById, marketsServing } from "../markets/index.ts";
import { type TenantTxCtx, write } from "../platform/verb.ts";
import { answerCart, changed, changeBy, lockCart } from "./open-cart.ts";
import { updateCart } from "./queries.ts";
import { addressFaults, normalizeAddress } from "../kernel/address.ts";
import { type Address, Cart, type CartsErrorCode, SetAddress } from "./schemas.ts";

/** Where the order goes. A way of shipping that does not go there has to be chosen again. */
export const setAddress = write(
  "carts.set_address",
  { access: { shopper: true }, input: SetAddress, output: Cart, audit: "shopper" },
  async (ctx, { cartId, email, address: given, locale }) => {
    const cart = await lockCart(ctx.db, cartId);
    const address = normalizeAddress(given);
    await assertServed(ctx, cart.marketId, address);
    const fields = addressFaults(address).map(({ field, fault }) => ({ path: `address.${field}`, message: fault }));
    if (fields.length > 0) throw new DomainError<CartsErrorCode>("invalid", "carts.address_invalid", { fields });
    const change = { ...changeBy(ctx, locale), email, address };
    const lines = await updateCart(ctx.db, cartId, change, ctx.now());
    return answerCart(ctx, changed(cart, change, ctx.now()), lines);
  },
);

/** A country that the cart's market does not serve is refused with the market that does, if there is one. */
async function assertServed(ctx: TenantTxCtx, marketId: string, { country }: Address): Promise<void> {
  const { countries } = await marketById(ctx, marketId);
  if (countries.includes(country)) return;
  const [other] = await marketsServing(ctx.db, [country]);
  throw new DomainError<CartsErrorCode>("invalid", "carts.country_not_served", {
    country,
    market: other?.handle ?? null,
    fields: [{ path: "address.country", message: "not_served" }],
  });
}
