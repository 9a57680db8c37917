import { unshipStock } from "../inventory/index.ts";
import { write } from "../platform/verb.ts";
import { changeParcel } from "./change-parcel.ts";
import { itemsOf, noteDelivery } from "./deliver.ts";
import { giveBackPieces } from "./queries/pieces.ts";
import { CancelFulfilment, Order } from "./schemas.ts";
import { showOrder } from "./show-order.ts";

/** Takes a parcel back that has not been delivered: its pieces lie on the shelf and wait for the order again. */
export const cancelFulfilment = write(
  "fulfilment.cancel_fulfilment",
  {
    access: { staff: "orders.write" },
    input: CancelFulfilment,
    output: Order,
    audit: (input, order) => ({ subject: order.id, details: { fulfilmentId: input.id } }),
    leaves: ["outbox"],
  },
  async (ctx, { id, version, reason }) => {
    const { order, parcel } = await changeParcel(ctx, { id, version }, ["shipped"], { state: "cancelled" });
    await giveBackPieces(ctx.db, order.id, parcel.lines);
    await noteDelivery(ctx, order, { aspect: "fulfilment", reason });
    ctx.emit({ type: "order.shipment_cancelled", aggregateId: order.id, payload: { fulfilmentId: id } });
    const items = itemsOf(order.lines, parcel.lines);
    await unshipStock(ctx.db, { ownerId: order.stock_owner, reference: id, items, now: ctx.now() });
    return showOrder(ctx.db, order.id as `ord_${string}`);
  },
);
