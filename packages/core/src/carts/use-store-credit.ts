import { DomainError } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { answerCart, changeBy, changed, lockCart } from "./open-cart.ts";
import { updateCart } from "./queries.ts";
import { Cart, type CartsErrorCode, UseStoreCredit } from "./schemas.ts";

/** Whether the store credit of the customer who is logged in pays. */
export const useStoreCredit = write(
  "carts.use_store_credit",
  { access: { shopper: true }, urgency: "cart", input: UseStoreCredit, output: Cart, audit: "shopper" },
  async (ctx, { cartId, use, locale }) => {
    const cart = await lockCart(ctx.db, cartId);
    const change = { ...changeBy(ctx, locale), useStoreCredit: use };
    const next = changed(cart, change, ctx.now());
    if (use && next.customerId === null) {
      throw new DomainError<CartsErrorCode>("precondition", "carts.store_credit_needs_customer");
    }
    const lines = await updateCart(ctx.db, cartId, change, ctx.now());
    return answerCart(ctx, next, lines);
  },
);
