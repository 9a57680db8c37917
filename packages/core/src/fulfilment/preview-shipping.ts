import { marketById } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { selectMethods } from "./queries/methods.ts";
import { shippingRate } from "./rules/shipping-rate.ts";
import { PreviewShipping, ShippingPreview } from "./schemas.ts";

/** What each of a market's methods would cost for some goods and a destination, or why it is not offered. */
export const previewShipping = read(
  "fulfilment.preview_shipping",
  { access: { staff: "shop.read" }, urgency: "extra", input: PreviewShipping, output: ShippingPreview },
  async (ctx: TenantCtx, { marketId, country, region, postalCode, worth, weight }) => {
    const market = await marketById(ctx, marketId);
    const destination = { country, region, postalCode };
    return {
      items: (await selectMethods(ctx.db, marketId)).map((method) => {
        const decision = shippingRate(method, market.currency, { worth, weight, destination });
        return {
          methodId: method.id,
          names: method.names,
          price: decision.kind === "offered" ? decision.price : null,
          reason: decision.kind === "offered" ? null : decision.reason,
        };
      }),
    };
  },
);
