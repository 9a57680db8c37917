import { confirmCheckout, getCheckout, payOtherwise, placeCheckout } from "@meridian/core/checkout";
import { DomainError } from "@meridian/core/kernel/errors";
import { named } from "@meridian/core/platform/verb";
import type { z } from "zod";
import type { StorefrontCtx } from "../trpc/contexts.ts";
import { originAllowed } from "@meridian/core/tenants";
import { mutation, query, router } from "./surface.ts";

/** The payment page sends shoppers back only to pages that the key serves: a shop is no open redirect. */
const placeFromAllowedPage = named(
  placeCheckout.verb,
  placeCheckout.kind,
  placeCheckout.def,
  (ctx: StorefrontCtx, input: z.output<typeof placeCheckout.def.input>) => {
    for (const url of [input.successUrl, input.cancelUrl]) {
      const { origin } = new URL(url);
      if (ctx.allowedOrigins !== null && !originAllowed(ctx.allowedOrigins, origin)) {
        throw new DomainError("forbidden", "auth.origin_not_allowed", { origin });
      }
    }
    return placeCheckout(ctx, input);
  },
);

export const checkoutRouter = router({
  place: mutation(placeFromAllowedPage, {
    method: "POST",
    path: "/v1/carts/{cartId}/checkout",
    summary: "Reserve the stock and get the payment page",
  }),
  get: query(getCheckout, { method: "GET", path: "/v1/checkouts/{checkoutId}", summary: "How far a checkout is" }),
  confirm: mutation(confirmCheckout, {
    method: "POST",
    path: "/v1/checkouts/{checkoutId}/confirm",
    summary: "Back from the payment page: settle it now, and get the order",
  }),
  payOtherwise: mutation(payOtherwise, {
    method: "POST",
    path: "/v1/checkouts/{checkoutId}/pay-otherwise",
    summary: "End the wait for a transfer: the cart can be placed and paid another way",
  }),
});
