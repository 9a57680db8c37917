import { write } from "../platform/verb.ts";
import { changeParcel } from "./change-parcel.ts";
import { Order, UpdateTracking } from "./schemas.ts";
import { showOrder } from "./show-order.ts";

/** Sets how a parcel is followed. */
export const updateTracking = write(
  "fulfilment.update_tracking",
  {
    access: { staff: "orders.write" },
    input: UpdateTracking,
    output: Order,
    audit: (input, order) => ({ subject: order.id, details: { fulfilmentId: input.id, carrier: input.carrier } }),
    leaves: ["outbox"],
  },
  async (ctx, { id, version, notify, ...tracking }) => {
    const { order } = await changeParcel(ctx, { id, version }, ["shipped", "delivered"], { tracking });
    if (notify) ctx.emit({ type: "order.shipped", aggregateId: order.id, payload: { fulfilmentId: id, notify } });
    return showOrder(ctx.db, order.id as `ord_${string}`);
  },
);
