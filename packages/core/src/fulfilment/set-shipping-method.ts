import { DomainError, notFound } from "../kernel/errors.ts";
import { marketById } from "../markets/index.ts";
import { newId } from "../platform/new-id.ts";
import { type TenantTxCtx, write } from "../platform/verb.ts";
import { insertMethod, replaceMethod, selectMethodForUpdate } from "./queries/methods.ts";
import { type FulfilmentErrorCode, SetShippingMethod, ShippingMethod } from "./schemas.ts";

export const setShippingMethod = write(
  "fulfilment.set_shipping_method",
  {
    access: { staff: "markets.write" },
    input: SetShippingMethod,
    output: ShippingMethod,
    audit: (_input, method) => ({
      subject: method.id,
      details: { marketId: method.marketId, price: method.price.amount, active: method.active },
    }),
    leaves: ["outbox"],
  },
  async (ctx, { id, version, price, rates, freeAbove, ...fields }) => {
    const market = await marketById(ctx, fields.marketId);
    const strange = (fields.countries ?? []).filter((country) => !market.countries.includes(country));
    if (strange.length > 0) {
      throw new DomainError<FulfilmentErrorCode>("invalid", "fulfilment.country_not_in_market", { countries: strange });
    }
    const elsewhere = (fields.regions ?? []).filter((region) => !goesTo(fields, market, region.slice(0, 2)));
    if (elsewhere.length > 0) {
      throw new DomainError<FulfilmentErrorCode>("invalid", "fulfilment.region_not_in_market", { regions: elsewhere });
    }
    const { currency } = market;
    const first = rates?.steps[0]?.price ?? price;
    const method: ShippingMethod = {
      ...fields,
      id: id ?? newId("shp"),
      price: { amount: first, currency },
      rates: rates && {
        by: rates.by,
        steps: rates.steps.map((step) => ({ from: step.from, price: { amount: step.price, currency } })),
      },
      freeAbove: freeAbove === null ? null : { amount: freeAbove, currency },
      version: id === null ? 1 : (await current(ctx, id, version)) + 1,
    };
    await (id === null ? insertMethod : replaceMethod)(ctx.db, method, ctx.now());
    ctx.emit({ type: "shipping_method.changed", aggregateId: method.id, payload: { methodId: method.id } });
    return method;
  },
);

/** A region counts within the method's countries, or the market's where it has none of its own. */
function goesTo(
  { countries }: { readonly countries: readonly string[] | null },
  market: { readonly countries: readonly string[] },
  country: string,
): boolean {
  return (countries ?? market.countries).includes(country);
}

async function current(ctx: TenantTxCtx, id: string, version: number | null): Promise<number> {
  const method = await selectMethodForUpdate(ctx.db, id);
  if (method === undefined) throw notFound("shipping_method");
  if (method.version === version) return method.version;
  throw new DomainError<FulfilmentErrorCode>("conflict", "fulfilment.stale", { current: method.version });
}
