import { notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { thenAskTaxes } from "./ask-taxes.ts";
import { answerCart, changeBy, changed, lockCart } from "./open-cart.ts";
import { updateCart } from "./queries.ts";
import { Cart, RemoveCode } from "./schemas.ts";

export const removeCode = thenAskTaxes(
  write(
    "carts.remove_code",
    { access: { shopper: true }, urgency: "cart", input: RemoveCode, output: Cart, audit: "shopper" },
    async (ctx, { cartId, code, locale }) => {
      const cart = await lockCart(ctx.db, cartId);
      if (!cart.codes.includes(code)) throw notFound("code");
      const change = { ...changeBy(ctx, locale), codes: cart.codes.filter((one) => one !== code) };
      const lines = await updateCart(ctx.db, cartId, change, ctx.now());
      return answerCart(ctx, changed(cart, change, ctx.now()), lines);
    },
  ),
);
