import { notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { thenAskTaxes } from "./ask-taxes.ts";
import { assertCanBeHad } from "./assert-can-be-had.ts";
import { answerCart, changed, changeBy, lockCart } from "./open-cart.ts";
import { changeLine } from "./queries.ts";
import { Cart, SetQuantity } from "./schemas.ts";

export const setQuantity = thenAskTaxes(
  write(
    "carts.set_quantity",
    { access: { shopper: true }, urgency: "cart", input: SetQuantity, output: Cart, audit: "shopper" },
    async (ctx, { cartId, lineId, quantity, locale }) => {
      const cart = await lockCart(ctx.db, cartId);
      const change = changeBy(ctx, locale);
      const lines = await changeLine(ctx.db, cartId, lineId, quantity, change, ctx.now());
      if (lines === undefined) throw notFound("line");
      const answer = await answerCart(ctx, changed(cart, change, ctx.now()), lines);
      for (const line of answer.lines) if (line.id === lineId) assertCanBeHad(line);
      return answer;
    },
  ),
);
