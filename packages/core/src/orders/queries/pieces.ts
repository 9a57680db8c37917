import { type Kysely, sql } from "kysely";
import type { Tx } from "../../platform/db.ts";
import type { OrderFulfilmentState } from "../schemas.ts";
import type { OrdersTables } from "../tables.ts";

const tables = (tx: Tx<"tenant">): Kysely<OrdersTables> => tx.tables<OrdersTables>();

/** Pieces of an order's line. */
export interface Pieces {
  readonly orderLineId: string;
  readonly quantity: number;
}

/**
 * Counts pieces as shipped or as cancelled, in one statement that refuses any line with fewer left: a piece is sent
 * once, or cancelled, never both. Answers how many lines were counted; fewer than asked for is a refusal.
 */
export async function takePieces(
  tx: Tx<"tenant">,
  orderId: string,
  pieces: readonly Pieces[],
  as: "fulfilled_quantity" | "cancelled_quantity",
): Promise<number> {
  const result = await tables(tx)
    .updateTable("order_lines as l")
    .from(
      sql<{ id: string; quantity: number }>`unnest(${pieces.map((one) => one.orderLineId)}::text[],
        ${pieces.map((one) => one.quantity)}::int[])`.as<"p">(sql`p(id, quantity)`),
    )
    .set((eb) => ({ [as]: eb(`l.${as}`, "+", eb.ref("p.quantity")) }))
    .where("l.order_id", "=", orderId)
    .whereRef("l.id", "=", "p.id")
    .where((eb) =>
      eb(
        eb("l.fulfilled_quantity", "+", eb("l.cancelled_quantity", "+", eb.ref("p.quantity"))),
        "<=",
        eb.ref("l.quantity"),
      ),
    )
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Pieces of a parcel that never left wait to be shipped again. */
export async function giveBackPieces(tx: Tx<"tenant">, orderId: string, pieces: readonly Pieces[]): Promise<void> {
  for (const { orderLineId, quantity } of pieces) {
    await tables(tx)
      .updateTable("order_lines")
      .set((eb) => ({ fulfilled_quantity: eb("fulfilled_quantity", "-", quantity) }))
      .where("order_id", "=", orderId)
      .where("id", "=", orderLineId)
      .execute();
  }
}

/** How far each line of an order is. The caller holds the order's row. */
export async function piecesOf(tx: Tx<"tenant">, orderId: string) {
  return tables(tx)
    .selectFrom("order_lines")
    .select(["id", "variant_id", "title", "quantity", "refunded_quantity", "fulfilled_quantity", "cancelled_quantity"])
    .where("order_id", "=", orderId)
    .orderBy("position")
    .execute();
}

export interface DeliveryState {
  readonly state: OrderFulfilmentState;
  /** Set for an order that is cancelled as a whole; left out, that stays as it is. */
  readonly cancelledAt?: Date;
}

export async function setDelivery(
  tx: Tx<"tenant">,
  orderId: string,
  { state, cancelledAt }: DeliveryState,
  now: Date,
): Promise<void> {
  await tables(tx)
    .updateTable("orders")
    .set((eb) => ({
      fulfilment_state: state,
      ...(cancelledAt === undefined ? {} : { cancelled_at: cancelledAt }),
      version: eb("version", "+", 1),
      updated_at: now,
    }))
    .where("id", "=", orderId)
    .execute();
}
