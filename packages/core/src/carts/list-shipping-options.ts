import { DomainError } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { getCart } from "./get-cart.ts";
import { Cart, type CartsErrorCode, GetCart } from "./schemas.ts";

/** The cart with the ways of shipping to its address, in `shippingOptions`. */
export const listShippingOptions = read(
  "carts.shipping_options",
  { access: { shopper: true }, urgency: "cart", input: GetCart, output: Cart },
  async (ctx: TenantCtx, input) => {
    const cart = await getCart(ctx, input);
    if (cart.address === null) throw new DomainError<CartsErrorCode>("precondition", "carts.address_missing");
    return cart;
  },
);
