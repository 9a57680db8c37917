import { notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { thenAskTaxes } from "./ask-taxes.ts";
import { answerCart, changed, changeBy, lockCart } from "./open-cart.ts";
import { changeLine } from "./queries.ts";
import { Cart, RemoveLine } from "./schemas.ts";

export const removeLine = thenAskTaxes(
  write(
    "carts.remove_line",
    { access: { shopper: true }, urgency: "cart", input: RemoveLine, output: Cart, audit: "shopper" },
    async (ctx, { cartId, lineId, locale }) => {
      const cart = await lockCart(ctx.db, cartId);
      const change = changeBy(ctx, locale);
      const lines = await changeLine(ctx.db, cartId, lineId, 0, change, ctx.now());
      if (lines === undefined) throw notFound("line");
      return answerCart(ctx, changed(cart, change, ctx.now()), lines);
    },
  ),
);
