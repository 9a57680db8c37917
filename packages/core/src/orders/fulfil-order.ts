import { insertFulfilment } from "../fulfilment/index.ts";
import { shipStock } from "../inventory/index.ts";
import { DomainError, notFound } from "../kernel/errors.ts";
import { newId } from "../platform/new-id.ts";
import { write } from "../platform/verb.ts";
import { itemsOf, type LineDelivery, lockDelivery, noteDelivery, tooMany } from "./deliver.ts";
import { type Pieces, takePieces } from "./queries/pieces.ts";
import { FulfilOrder, Order } from "./schemas.ts";
import { showOrder } from "./show-order.ts";

/** Sends a parcel: some pieces of an order, or all that wait. The stock leaves the shelf with it. */
export const fulfilOrder = write(
  "fulfilment.fulfil",
  {
    access: { staff: "orders.write" },
    input: FulfilOrder,
    output: Order,
    audit: (input, order) => ({
      subject: input.orderId,
      details: { fulfilmentId: order.fulfilments.at(-1)?.id ?? null, state: order.fulfilmentState },
    }),
    leaves: ["outbox"],
  },
  async (ctx, { orderId, lines: asked, notify, ...how }) => {
    const order = await lockDelivery(ctx, orderId);
    if (order.cancelled_at !== null) throw new DomainError("conflict", "orders.cancelled");
    const pieces = piecesToShip(order.lines, asked);
    if ((await takePieces(ctx.db, orderId, pieces, "fulfilled_quantity")) < pieces.length) throw tooMany(order.lines);
    const id = newId("ful");
    await insertFulfilment(ctx.db, { id, orderId, lines: pieces, ...how }, ctx.now());
    await noteDelivery(ctx, order, { aspect: "fulfilment", reason: null });
    ctx.emit({ type: "order.shipped", aggregateId: orderId, payload: { fulfilmentId: id, notify } });
    const items = itemsOf(order.lines, pieces);
    await shipStock(ctx.db, { ownerId: order.stock_owner, reference: id, items, now: ctx.now() });
    return showOrder(ctx.db, orderId);
  },
);

/** What is asked for, added up by line; nothing asked is all that waits. */
function piecesToShip(lines: readonly LineDelivery[], asked: readonly Pieces[]): Pieces[] {
  const wanted = new Map<string, number>();
  for (const { orderLineId, quantity } of asked) wanted.set(orderLineId, (wanted.get(orderLineId) ?? 0) + quantity);
  for (const orderLineId of wanted.keys()) {
    if (!lines.some((line) => line.orderLineId === orderLineId)) throw notFound("order_line");
  }
  const pieces = lines
    .map((line) => ({
      orderLineId: line.orderLineId,
      quantity: asked.length === 0 ? line.waiting : (wanted.get(line.orderLineId) ?? 0),
    }))
    .filter((line) => line.quantity > 0);
  if (pieces.length === 0) throw new DomainError("conflict", "orders.nothing_to_fulfil");
  return pieces;
}
