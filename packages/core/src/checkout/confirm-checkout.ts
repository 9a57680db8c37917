import { notFound } from "../kernel/errors.ts";
import { paymentPart } from "../payments/index.ts";
import { authorize } from "../platform/access.ts";
import type { TenantCtx } from "../platform/context.ts";
import { observed } from "../platform/observe.ts";
import { readPart, together } from "../platform/parts.ts";
import { named } from "../platform/verb.ts";
import { checkoutPart } from "./queries.ts";
import { CheckoutView, GetCheckout } from "./schemas.ts";
import { settlePayment } from "./settle-payment.ts";
import { showCheckout } from "./show-checkout.ts";

const name = "checkout.confirm";
const def = { access: { shopper: true }, urgency: "sale", input: GetCheckout, output: CheckoutView } as const;

/**
 * For the shopper who comes back from the payment page: asks the provider and answers how the checkout stands,
 * with the order once it is paid. It has the same effect however often it is called, so it takes no key.
 */
export const confirmCheckout = named<TenantCtx, typeof GetCheckout, typeof CheckoutView>(
  name,
  "write",
  def,
  (ctx, input) =>
    observed(ctx, name, async () => {
      authorize(ctx.actor, def.access, name);
      const { checkoutId } = input;
      const parts = {
        checkout: checkoutPart(checkoutId),
        payment: paymentPart("checkout_id", checkoutId),
      };
      const { checkout, payment } = await readPart(ctx.db, together(parts));
      if (checkout === undefined) throw notFound("checkout");
      if (checkout.state === "payment_pending" || checkout.state === "processing") {
        await settlePayment(ctx, checkout.paymentId, { known: { checkout, payment } });
      }
      return CheckoutView.parse(await showCheckout(ctx.db, checkoutId));
    }),
);
