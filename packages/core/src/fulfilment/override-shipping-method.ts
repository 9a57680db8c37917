import { DomainError, notFound } from "../kernel/errors.ts";
import { marketById } from "../markets/index.ts";
import { newId } from "../platform/new-id.ts";
import { write } from "../platform/verb.ts";
import {
  deleteMethod,
  insertMethod,
  replaceMethod,
  selectMethodForUpdate,
  selectOverrideForUpdate,
} from "./queries/methods.ts";
import { methodsOf, type StoredMethod } from "./rules/inherit-methods.ts";
import { type FulfilmentErrorCode, OverrideShippingMethod, ShippingMethod } from "./schemas.ts";
import { amountsIn, assertPlaces } from "./set-shipping-method.ts";

/** Gives a market fields of its own of a method of the shop's, or gives them back. */
export const overrideShippingMethod = write(
  "fulfilment.override_shipping_method",
  {
    access: { staff: "markets.write" },
    input: OverrideShippingMethod,
    output: ShippingMethod,
    audit: ({ methodId, marketId, own }) => ({ subject: methodId, details: { marketId, own: own.toSorted() } }),
    leaves: ["outbox"],
  },
  async (ctx, { methodId, marketId, version, own, price, rates, freeAbove, ...fields }) => {
    const market = await marketById(ctx, marketId);
    // The shop's method is locked first: of two who begin to override it at once, one waits here.
    const parent = await selectMethodForUpdate(ctx.db, methodId);
    if (parent === undefined) throw notFound("shipping_method");
    if (parent.marketId !== null) throw new DomainError<FulfilmentErrorCode>("invalid", "fulfilment.not_of_shop");
    const was = await selectOverrideForUpdate(ctx.db, methodId, marketId);
    if ((was?.version ?? null) !== version) {
      throw new DomainError<FulfilmentErrorCode>("conflict", "fulfilment.stale", { current: was?.version ?? 0 });
    }
    const places = {
      countries: own.includes("countries") ? fields.countries : null,
      regions: own.includes("regions") ? fields.regions : null,
    };
    assertPlaces(places, market.countries);
    const next: StoredMethod = {
      ...fields,
      ...amountsIn(market.currency, { price, rates, freeAbove }),
      id: was?.id ?? newId("shp"),
      marketId,
      parentId: methodId,
      own,
      taxClass: parent.taxClass,
      position: parent.position,
      converts: parent.converts,
      version: (was?.version ?? 0) + 1,
    };
    if (own.length > 0) await (was === undefined ? insertMethod : replaceMethod)(ctx.db, next, ctx.now());
    else if (was !== undefined) await deleteMethod(ctx.db, was.id);
    ctx.emit({ type: "shipping_method.changed", aggregateId: methodId, payload: { methodId } });
    const [method] = methodsOf(own.length > 0 ? [parent, next] : [parent], marketId);
    if (method === undefined) throw notFound("shipping_method");
    return method;
  },
);
