import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { cartTrace } from "./cart-trace.ts";
import { cartView } from "./cart-view.ts";
import { gather } from "./gather.ts";
import { changeBy } from "./open-cart.ts";
import { priceCart } from "./price-cart.ts";
import { selectCart, selectLines } from "./queries.ts";
import { ExplainedCart, GetCart } from "./schemas.ts";

/** The cart, and how each of its figures came about. */
export const explainCart = read(
  "carts.explain",
  { access: { shopper: true }, input: GetCart, output: ExplainedCart },
  async (ctx: TenantCtx, { cartId, locale }) => {
    const cart = await selectCart(ctx.db, cartId);
    if (cart === undefined) throw notFound("cart");
    const lines = await selectLines(ctx.db, cartId);
    const priced = priceCart(await gather(ctx, { ...cart, ...changeBy(ctx, locale) }, lines, true));
    return { cart: cartView(priced), trace: cartTrace(priced) };
  },
);
