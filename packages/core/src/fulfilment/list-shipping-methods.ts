import { type Market, marketById } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { known, type Part, readPart, together } from "../platform/parts.ts";
import { read } from "../platform/verb.ts";
import { chooseTaxes, ratesPart, type Taxation } from "../tax/index.ts";
import { selectMethods } from "./queries/methods.ts";
import type { MarketMethod } from "./rules/method-terms.ts";
import { ListShippingMethods, type MethodHere, type ShippingPrice, ShippingMethodList } from "./schemas.ts";
import { marketMethodsPart } from "./shipping-options-for.ts";
import { shownShipping } from "./shown-shipping.ts";

export const listShippingMethods = read(
  "fulfilment.list_shipping_methods",
  { access: { staff: "shop.read" }, input: ListShippingMethods, output: ShippingMethodList },
  async (ctx: TenantCtx, { marketId }) => {
    if (marketId === null) {
      return { items: (await selectMethods(ctx.db, null)).map((method) => ({ ...method, here: null })) };
    }
    const market = await marketById(ctx, marketId);
    const at = ctx.now();
    const methods = marketMethodsPart(ctx, market, at);
    const read = await readPart(ctx.db, together({ methods, taxation: homeTaxes(ctx, market, at) }));
    return { items: read.methods.map((one) => ({ ...one.method, here: hereOf(one, market, read.taxation) })) };
  },
);

/** Until an address is known, the market's first country stands for it. */
function homeTaxes(ctx: TenantCtx, { countries: [country] }: Market, at: Date): Part<Taxation | null> {
  if (country === undefined) return known(null);
  return together({ taxation: ratesPart(ctx, { country, at }) }, ({ taxation }) => taxation());
}

function hereOf({ method, terms }: MarketMethod, market: Market, taxation: Taxation | null): MethodHere {
  if (typeof terms === "string") return { kind: "unpriced", reason: terms };
  const { origin, taxIncluded, freeAbove } = terms;
  const taxes = taxation && chooseTaxes(taxation, method.taxClass);
  const prices = (terms.rates?.steps.map(({ price }) => price) ?? [terms.price]).map((amount, i) => {
    const trace = [...(terms.traces[i] ?? [])];
    const found: ShippingPrice = { kind: "price", amount, compareAt: null, taxIncluded, origin, listId: null, trace };
    return shownShipping(found, market, taxes, taxation?.listed ? chooseTaxes(taxation.listed, method.taxClass) : null);
  });
  const steps = terms.rates?.steps.map(({ from, price }, i) => ({ from, price: prices[i]?.amount ?? price })) ?? [];
  return {
    kind: "priced",
    price: prices[0]?.amount ?? terms.price,
    rates: terms.rates && { by: terms.rates.by, steps },
    freeAbove,
    converted: origin === "converted",
    trace: prices[0]?.trace ?? [],
  };
}
