import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { CheckoutView, GetCheckout } from "./schemas.ts";
import { showCheckout } from "./show-checkout.ts";

/** How far a checkout is, as we know it. */
export const getCheckout = read(
  "checkout.get",
  { access: { shopper: true }, urgency: "sale", input: GetCheckout, output: CheckoutView },
  (ctx: TenantCtx, input) => showCheckout(ctx.db, input.checkoutId),
);
