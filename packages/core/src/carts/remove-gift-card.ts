import { creditOffers } from "../credit/index.ts";
import { notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { answerCart, changeBy, changed, lockCart } from "./open-cart.ts";
import { updateCart } from "./queries.ts";
import { Cart, RemoveGiftCard } from "./schemas.ts";

/** Takes a gift card out; of several with the same end all of them. */
export const removeGiftCard = write(
  "carts.remove_gift_card",
  { access: { shopper: true }, urgency: "cart", input: RemoveGiftCard, output: Cart, audit: "shopper" },
  async (ctx, { cartId, last4, locale }) => {
    const cart = await lockCart(ctx.db, cartId);
    const cards = await creditOffers(ctx.db, cartId, cart.giftCards, null);
    const meant = new Set(cards.filter((card) => card.last4 === last4).map((card): string => card.accountId));
    if (meant.size === 0) throw notFound("gift_card");
    const change = { ...changeBy(ctx, locale), giftCards: cart.giftCards.filter((id) => !meant.has(id)) };
    const lines = await updateCart(ctx.db, cartId, change, ctx.now());
    return answerCart(ctx, changed(cart, change, ctx.now()), lines);
  },
);
