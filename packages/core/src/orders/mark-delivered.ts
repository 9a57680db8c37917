import { write } from "../platform/verb.ts";
import { changeParcel } from "./change-parcel.ts";
import { noteDelivery } from "./deliver.ts";
import { MarkDelivered, Order } from "./schemas.ts";
import { showOrder } from "./show-order.ts";

/** Notes that a parcel has arrived. */
export const markDelivered = write(
  "fulfilment.mark_delivered",
  {
    access: { staff: "orders.write" },
    input: MarkDelivered,
    output: Order,
    audit: (input, order) => ({ subject: order.id, details: { fulfilmentId: input.id } }),
    leaves: ["outbox"],
  },
  async (ctx, { id, version }) => {
    const { order } = await changeParcel(ctx, { id, version }, ["shipped"], { state: "delivered" });
    await noteDelivery(ctx, order, { aspect: "fulfilment", to: "delivered", reason: null });
    ctx.emit({ type: "order.delivered", aggregateId: order.id, payload: { fulfilmentId: id } });
    return showOrder(ctx.db, order.id as `ord_${string}`);
  },
);
