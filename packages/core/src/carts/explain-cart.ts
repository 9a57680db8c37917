import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { cartTrace } from "./cart-trace.ts";
import { gather } from "./gather.ts";
import { cartById, changeBy } from "./open-cart.ts";
import { priceCart } from "./price-cart.ts";
import { ExplainedCart, GetCart } from "./schemas.ts";
import { showCart } from "./show-cart.ts";

/** The cart, and how each of its figures came about. */
export const explainCart = read(
  "carts.explain",
  { access: { shopper: true }, urgency: "cart", input: GetCart, output: ExplainedCart },
  async (ctx: TenantCtx, { cartId, locale }) => {
    const cart = await cartById(ctx.db, cartId);
    if (cart === undefined) throw notFound("cart");
    const priced = priceCart(await gather(ctx, { ...cart, ...changeBy(ctx, locale) }, null, true));
    return { cart: await showCart(ctx, priced), trace: cartTrace(priced) };
  },
);
