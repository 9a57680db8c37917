import type { Kysely } from "kysely";
import type { Tx } from "../../platform/db.ts";
import type { OrderAspect, OrderPaymentState } from "../schemas.ts";
import type { OrdersTables } from "../tables.ts";

const tables = (tx: Tx<"tenant">): Kysely<OrdersTables> => tx.tables<OrdersTables>();

/** Locks the order by raising its version; false when it is another one now, or there is no such order. */
export async function raiseVersion(tx: Tx<"tenant">, orderId: string, version: number, now: Date): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("orders")
    .set({ version: version + 1, updated_at: now })
    .where("id", "=", orderId)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export interface PartShare {
  readonly orderLineId: string;
  readonly quantity: number;
  readonly amount: number;
}

/** Counts what a refund takes from the parts of an order; with `sign` −1 gives it back. */
export async function countRefunded(
  tx: Tx<"tenant">,
  orderId: string,
  lines: readonly PartShare[],
  shipping: number,
  sign: 1 | -1,
): Promise<void> {
  for (const line of lines) {
    await tables(tx)
      .updateTable("order_lines")
      .set((eb) => ({
        refunded_quantity: eb("refunded_quantity", "+", sign * line.quantity),
        refunded_amount: eb("refunded_amount", "+", sign * line.amount),
      }))
      .where("order_id", "=", orderId)
      .where("id", "=", line.orderLineId)
      .execute();
  }
  if (shipping === 0) return;
  await tables(tx)
    .updateTable("orders")
    .set((eb) => ({ shipping_refunded: eb("shipping_refunded", "+", sign * shipping) }))
    .where("id", "=", orderId)
    .execute();
}

export async function setRefunded(
  tx: Tx<"tenant">,
  orderId: string,
  refunded: number,
  state: OrderPaymentState,
  now: Date,
): Promise<void> {
  await tables(tx)
    .updateTable("orders")
    .set((eb) => ({
      refunded_amount: refunded,
      payment_state: state,
      version: eb("version", "+", 1),
      updated_at: now,
    }))
    .where("id", "=", orderId)
    .execute();
}

export interface NewTransition {
  readonly aspect: OrderAspect;
  readonly from: string | null;
  readonly to: string;
  readonly actorKind: string;
  readonly actorId: string;
  readonly reason: string | null;
  readonly amount: number | null;
}

/** Appends to the order's history. The caller holds the order's row. */
export async function insertTransitions(
  tx: Tx<"tenant">,
  orderId: string,
  transitions: readonly NewTransition[],
  at: Date,
): Promise<void> {
  const last = await tables(tx)
    .selectFrom("order_transitions")
    .select((eb) => eb.fn.max("seq").as("seq"))
    .where("order_id", "=", orderId)
    .executeTakeFirst();
  await tables(tx)
    .insertInto("order_transitions")
    .values(
      transitions.map((transition, i) => ({
        order_id: orderId,
        seq: (last?.seq ?? 0) + i + 1,
        at,
        aspect: transition.aspect,
        from_state: transition.from,
        to_state: transition.to,
        actor_kind: transition.actorKind,
        actor_id: transition.actorId,
        reason: transition.reason,
        amount: transition.amount,
      })),
    )
    .execute();
}

/** Locks an order's row. */
export async function lockOrder(tx: Tx<"tenant">, orderId: string) {
  return tables(tx)
    .selectFrom("orders")
    .select((eb) => [
      "id",
      "currency",
      "placed_at",
      eb.ref("quote", "->").key("trace").key("unionSale").as("union_sale"),
      "total_amount",
      "refunded_amount",
      "payment_state",
      "fulfilment_state",
      "cancelled_at",
      "stock_owner",
    ])
    .where("id", "=", orderId)
    .forUpdate()
    .executeTakeFirst();
}
