import { DomainError, notFound } from "../kernel/errors.ts";
import { violates } from "../platform/db.ts";
import { newId } from "../platform/new-id.ts";
import { write } from "../platform/verb.ts";
import { thenAskTaxes } from "./ask-taxes.ts";
import { answerCart, changed, changeBy, lockCart } from "./open-cart.ts";
import { putLine } from "./queries.ts";
import { assertCanBeHad } from "./assert-can-be-had.ts";
import { AddLine, Cart, type CartsErrorCode, maxLines, maxQuantity } from "./schemas.ts";

/** Puts pieces of a variant into the cart, onto those that are there already. */
export const addLine = thenAskTaxes(
  write(
    "carts.add_line",
    { access: { shopper: true }, urgency: "cart", input: AddLine, output: Cart, audit: "shopper" },
    async (ctx, { cartId, variantId, quantity, locale }) => {
      const cart = await lockCart(ctx.db, cartId);
      const change = changeBy(ctx, locale);
      const line = { id: newId("lin"), variantId, quantity };
      const lines = await putLine(ctx.db, cartId, line, change, ctx.now()).catch((error: unknown) => {
        if (!violates(error, "cart_lines_quantity")) throw error;
        const details = { max: maxQuantity };
        throw new DomainError<CartsErrorCode>("invalid", "carts.quantity_too_large", details, { cause: error });
      });
      if (lines.length > maxLines)
        throw new DomainError<CartsErrorCode>("limit", "carts.too_many_lines", { max: maxLines });
      const answer = await answerCart(ctx, changed(cart, change, ctx.now()), lines);
      const added = answer.lines.find((one) => one.variantId === variantId);
      // Another shop's variant, a draft's and none at all look the same.
      if (added === undefined || added.productId === null) throw notFound("variant");
      assertCanBeHad(added);
      return answer;
    },
  ),
);
