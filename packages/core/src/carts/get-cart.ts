import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { answerCart, cartById, changeBy } from "./open-cart.ts";
import { Cart, GetCart } from "./schemas.ts";

export const getCart = read(
  "carts.get",
  { access: { shopper: true }, urgency: "cart", input: GetCart, output: Cart },
  async (ctx: TenantCtx, { cartId, locale }) => {
    const cart = await cartById(ctx.db, cartId);
    if (cart === undefined) throw notFound("cart");
    return answerCart(ctx, { ...cart, ...changeBy(ctx, locale) }, null);
  },
);
