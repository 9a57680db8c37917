import { marketById } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { readPart, together } from "../platform/parts.ts";
import { read } from "../platform/verb.ts";
import { chooseTaxes, ratesPart } from "../tax/index.ts";
import { shippingRate } from "./rules/shipping-rate.ts";
import { PreviewShipping, ShippingPreview } from "./schemas.ts";
import { marketMethodsPart } from "./shipping-options-for.ts";
import { shownShipping } from "./shown-shipping.ts";

/** What each of a market's methods would cost for some goods and a destination, or why it is not offered. */
export const previewShipping = read(
  "fulfilment.preview_shipping",
  { access: { staff: "shop.read" }, urgency: "extra", input: PreviewShipping, output: ShippingPreview },
  async (ctx: TenantCtx, { marketId, country, region, postalCode, worth, weight }) => {
    const market = await marketById(ctx, marketId);
    const destination = { country, region, postalCode };
    const at = ctx.now();
    const parts = { methods: marketMethodsPart(ctx, market, at), taxation: ratesPart(ctx, { ...destination, at }) };
    const { methods, taxation } = await readPart(ctx.db, together(parts));
    const table = taxation();
    return {
      items: methods.map((one) => {
        const { id: methodId, names, taxClass } = one.method;
        const decision = shippingRate(one, { worth, weight, destination });
        if (decision.kind === "not_offered") {
          return { methodId, names, price: null, reason: decision.reason, trace: [] };
        }
        const taxes = chooseTaxes(table, taxClass);
        const home = table.listed && chooseTaxes(table.listed, taxClass);
        const { amount: price, trace } = shownShipping(decision.price, market, taxes, home);
        return { methodId, names, price, reason: null, trace };
      }),
    };
  },
);
