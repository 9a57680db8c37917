import { DomainError } from "../kernel/errors.ts";
import { codeExists } from "../promotions/index.ts";
import { write } from "../platform/verb.ts";
import { thenAskTaxes } from "./ask-taxes.ts";
import { answerCart, changeBy, changed, lockCart } from "./open-cart.ts";
import { updateCart } from "./queries.ts";
import { Cart, type CartsErrorCode, EnterCode, maxCodes, maxGuesses } from "./schemas.ts";

/**
 * Enters a promotion's code. What became of it is in the answer's `codes`: one that is unknown or does not apply
 * stays there with its reason until it is removed. A cart that has tried too many unknown ones takes no more.
 */
export const enterCode = thenAskTaxes(
  write(
    "carts.enter_code",
    { access: { shopper: true }, urgency: "cart", input: EnterCode, output: Cart, audit: "shopper" },
    async (ctx, { cartId, code, locale }) => {
      const cart = await lockCart(ctx.db, cartId);
      const isNew = !cart.codes.includes(code);
      if (isNew && cart.codes.length >= maxCodes) {
        throw new DomainError<CartsErrorCode>("limit", "carts.too_many_codes", { max: maxCodes });
      }
      assertMayGuess(cart.guesses);
      const guesses = cart.guesses + (!isNew || (await codeExists(ctx.db, code)) ? 0 : 1);
      const codes = isNew ? [...cart.codes, code] : cart.codes;
      const change = { ...changeBy(ctx, locale), codes, guesses };
      const lines = await updateCart(ctx.db, cartId, change, ctx.now());
      return answerCart(ctx, changed(cart, change, ctx.now()), lines);
    },
  ),
);

export function assertMayGuess(guesses: number): void {
  if (guesses >= maxGuesses) throw new DomainError<CartsErrorCode>("limit", "carts.too_many_guesses");
}
