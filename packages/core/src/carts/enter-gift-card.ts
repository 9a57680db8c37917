import { findGiftCard } from "../credit/index.ts";
import { DomainError } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { assertMayGuess } from "./enter-code.ts";
import { answerCart, changeBy, changed, lockCart } from "./open-cart.ts";
import { updateCart } from "./queries.ts";
import { Cart, type CartsErrorCode, EnterGiftCard, maxGiftCards } from "./schemas.ts";

/**
 * Lets a gift card pay. The cart keeps which card it is, not its code. A code that nobody knows changes nothing but
 * the count of guesses, and the answer's `notices` say so.
 */
export const enterGiftCard = write(
  "carts.enter_gift_card",
  { access: { shopper: true }, urgency: "cart", input: EnterGiftCard, output: Cart, audit: "shopper" },
  async (ctx, { cartId, code, locale }) => {
    const cart = await lockCart(ctx.db, cartId);
    assertMayGuess(cart.guesses);
    const card = await findGiftCard(ctx, code);
    const isNew = card !== undefined && !cart.giftCards.includes(card.id);
    if (isNew && cart.giftCards.length >= maxGiftCards) {
      throw new DomainError<CartsErrorCode>("limit", "carts.too_many_codes", { max: maxGiftCards });
    }
    const giftCards = isNew ? [...cart.giftCards, card.id] : cart.giftCards;
    const guesses = cart.guesses + (card === undefined ? 1 : 0);
    const change = { ...changeBy(ctx, locale), giftCards, guesses };
    const lines = await updateCart(ctx.db, cartId, change, ctx.now());
    const answer = await answerCart(ctx, changed(cart, change, ctx.now()), lines);
    return card === undefined ? { ...answer, notices: ["gift_card_unknown" as const] } : answer;
  },
);
