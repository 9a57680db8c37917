import { DomainError } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { thenAskTaxes } from "./ask-taxes.ts";
import { answerCart, changed, changeBy, lockCart } from "./open-cart.ts";
import { updateCart } from "./queries.ts";
import { Cart, type CartsErrorCode, ChooseShipping } from "./schemas.ts";

export const chooseShipping = thenAskTaxes(
  write(
    "carts.choose_shipping",
    { access: { shopper: true }, urgency: "cart", input: ChooseShipping, output: Cart, audit: "shopper" },
    async (ctx, { cartId, methodId, locale }) => {
      const cart = await lockCart(ctx.db, cartId);
      if (cart.address === null) throw new DomainError<CartsErrorCode>("precondition", "carts.address_missing");
      const change = { ...changeBy(ctx, locale), shippingMethodId: methodId };
      const lines = await updateCart(ctx.db, cartId, change, ctx.now());
      const answer = await answerCart(ctx, changed(cart, change, ctx.now()), lines);
      if (answer.shipping === null) {
        throw new DomainError<CartsErrorCode>("conflict", "carts.shipping_not_offered", { methodId });
      }
      return answer;
    },
  ),
);
