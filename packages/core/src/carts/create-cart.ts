import { resolveShop } from "../markets/index.ts";
import { channelOf } from "../platform/context.ts";
import { newSecretId } from "../platform/new-id.ts";
import { write } from "../platform/verb.ts";
import { answerCart, buyerIn } from "./open-cart.ts";
import { insertCart } from "./queries.ts";
import { Cart, CreateCart } from "./schemas.ts";

/** An empty cart of a market. Its id is a secret: whoever has it may use the cart. */
export const createCart = write(
  "carts.create",
  { access: { shopper: true }, urgency: "cart", input: CreateCart, output: Cart, audit: "shopper" },
  async (ctx, wanted) => {
    const shop = await resolveShop(ctx, wanted);
    const cart = {
      id: newSecretId("crt"),
      marketId: shop.market.id,
      locale: shop.locale,
      channel: channelOf(ctx.actor),
      customerId: buyerIn(ctx),
    };
    return answerCart(ctx, { ...(await insertCart(ctx.db, cart, ctx.now())), market: shop.market }, []);
  },
);
