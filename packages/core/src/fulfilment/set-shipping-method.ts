import { DomainError, notFound } from "../kernel/errors.ts";
import { marketById } from "../markets/index.ts";
import { newId } from "../platform/new-id.ts";
import { type TenantTxCtx, write } from "../platform/verb.ts";
import { shopSettings } from "../tenants/index.ts";
import { insertMethod, replaceMethod, selectMethodForUpdate } from "./queries/methods.ts";
import type { StoredMethod } from "./rules/inherit-methods.ts";
import { type FulfilmentErrorCode, SetShippingMethod, ShippingMethod } from "./schemas.ts";

export const setShippingMethod = write(
  "fulfilment.set_shipping_method",
  {
    access: { staff: "markets.write" },
    input: SetShippingMethod,
    output: ShippingMethod,
    audit: (_input, method) => ({
      subject: method.id,
      details: {
        marketId: method.marketId,
        price: method.price.amount,
        active: method.active,
        converts: method.converts,
      },
    }),
    leaves: ["outbox"],
  },
  async (ctx, { id, version, price, rates, freeAbove, ...fields }) => {
    const place = fields.marketId === null ? await everywhere(ctx) : await marketById(ctx, fields.marketId);
    assertPlaces(fields, place.countries);
    const { currency } = place;
    const was = id === null ? undefined : await current(ctx, id, version);
    // A method stays the shop's, or the market's, that it was made for.
    if (was !== undefined && was.marketId !== fields.marketId) throw notFound("shipping_method");
    const method = {
      ...fields,
      ...amountsIn(currency, { price, rates, freeAbove }),
      id: id ?? newId("shp"),
      parentId: null,
      own: [],
      version: (was?.version ?? 0) + 1,
    };
    await (was === undefined ? insertMethod : replaceMethod)(ctx.db, method, ctx.now());
    ctx.emit({ type: "shipping_method.changed", aggregateId: method.id, payload: { methodId: method.id } });
    return { ...method, inherited: null };
  },
);

/** Where a method of the shop's goes, and the currency of its amounts. */
async function everywhere(ctx: TenantTxCtx): Promise<{ readonly currency: Currency; readonly countries: null }> {
  return { currency: (await shopSettings(ctx.db)).defaultCurrency, countries: null };
}

type Currency = ShippingMethod["price"]["currency"];
type Amounts = Pick<SetShippingMethod, "price" | "rates" | "freeAbove">;

/** Amounts as they were entered, in the currency that they are in. */
export function amountsIn(
  currency: Currency,
  { price, rates, freeAbove }: Amounts,
): Pick<ShippingMethod, "price" | "rates" | "freeAbove"> {
  return {
    price: { amount: rates?.steps[0]?.price ?? price, currency },
    rates: rates && {
      by: rates.by,
      steps: rates.steps.map((step) => ({ from: step.from, price: { amount: step.price, currency } })),
    },
    freeAbove: freeAbove === null ? null : { amount: freeAbove, currency },
  };
}

type Places = Pick<SetShippingMethod, "countries" | "regions">;

/** Throws `invalid` for a country that the market has not, or a region of another; null has all countries. */
export function assertPlaces({ countries, regions }: Places, within: readonly string[] | null): void {
  const strange = (countries ?? []).filter((country) => within !== null && !within.includes(country));
  if (strange.length > 0) {
    throw new DomainError<FulfilmentErrorCode>("invalid", "fulfilment.country_not_in_market", { countries: strange });
  }
  const known: readonly string[] | null = countries ?? within;
  const elsewhere = (regions ?? []).filter((region) => known !== null && !known.includes(region.slice(0, 2)));
  if (elsewhere.length > 0) {
    throw new DomainError<FulfilmentErrorCode>("invalid", "fulfilment.region_not_in_market", { regions: elsewhere });
  }
}

async function current(ctx: TenantTxCtx, id: string, version: number | null): Promise<StoredMethod> {
  const method = await selectMethodForUpdate(ctx.db, id);
  if (method === undefined || method.parentId !== null) throw notFound("shipping_method");
  if (method.version === version) return method;
  throw new DomainError<FulfilmentErrorCode>("conflict", "fulfilment.stale", { current: method.version });
}
