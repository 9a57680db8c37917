import { DomainError, notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { deleteMethod, selectMethodForUpdate } from "./queries/methods.ts";
import { type FulfilmentErrorCode, RemoveShippingMethod } from "./schemas.ts";

/** Removes a method; the shop's from all markets, with what they have of their own. Carts that had chosen it have to choose again; orders keep what they were made with. */
export const removeShippingMethod = write(
  "fulfilment.remove_shipping_method",
  {
    access: { staff: "markets.write" },
    input: RemoveShippingMethod,
    output: nothing,
    audit: (input) => ({ subject: input.id }),
    leaves: ["outbox"],
  },
  async (ctx, { id, version }) => {
    const method = await selectMethodForUpdate(ctx.db, id);
    if (method === undefined || method.parentId !== null) throw notFound("shipping_method");
    if (method.version !== version) {
      throw new DomainError<FulfilmentErrorCode>("conflict", "fulfilment.stale", { current: method.version });
    }
    await deleteMethod(ctx.db, id);
    ctx.emit({ type: "shipping_method.removed", aggregateId: id, payload: { methodId: id } });
    return {};
  },
);
