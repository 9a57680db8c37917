import { DomainError, notFound } from "../kernel/errors.ts";
import { marketById } from "../markets/index.ts";
import { newId } from "../platform/new-id.ts";
import { type TenantTxCtx, write } from "../platform/verb.ts";
import { insertMethod, replaceMethod, selectMethodForUpdate } from "./queries.ts";
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
  async (ctx, { id, version, price, freeAbove, ...fields }) => {
    const market = await marketById(ctx, fields.marketId);
    const strange = (fields.countries ?? []).filter((country) => !market.countries.includes(country));
    if (strange.length > 0) {
      throw new DomainError<FulfilmentErrorCode>("invalid", "fulfilment.country_not_in_market", { countries: strange });
    }
    const { currency } = market;
    const method: ShippingMethod = {
      ...fields,
      id: id ?? newId("shp"),
      price: { amount: price, currency },
      freeAbove: freeAbove === null ? null : { amount: freeAbove, currency },
      version: id === null ? 1 : (await current(ctx, id, version)) + 1,
    };
    await (id === null ? insertMethod : replaceMethod)(ctx.db, method, ctx.now());
    ctx.emit({ type: "shipping_method.changed", aggregateId: method.id, payload: { methodId: method.id } });
    return method;
  },
);

async function current(ctx: TenantTxCtx, id: string, version: number | null): Promise<number> {
  const method = await selectMethodForUpdate(ctx.db, id);
  if (method === undefined) throw notFound("shipping_method");
  if (method.version === version) return method.version;
  throw new DomainError<FulfilmentErrorCode>("conflict", "fulfilment.stale", { current: method.version });
}
