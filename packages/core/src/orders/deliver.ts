import { DomainError, notFound } from "../kernel/errors.ts";
import { actorId } from "../platform/context.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { piecesOf, setDelivery } from "./queries/pieces.ts";
import { insertTransitions, lockOrder, type NewTransition } from "./queries/refund.ts";
import { fulfilmentStateOf, waitingOf } from "./rules.ts";
import type { OrderFulfilmentState } from "./schemas.ts";

export interface LineDelivery {
  readonly orderLineId: string;
  readonly variantId: `var_${string}`;
  readonly quantity: number;
  readonly refunded: number;
  readonly fulfilled: number;
  readonly cancelled: number;
  readonly waiting: number;
}

/** An order that is locked, with how far its lines are. */
export async function lockDelivery(ctx: TenantTxCtx, orderId: string) {
  const order = await lockOrder(ctx.db, orderId);
  if (order === undefined) throw notFound("order");
  return { ...order, lines: await linesOf(ctx, orderId) };
}

async function linesOf(ctx: TenantTxCtx, orderId: string): Promise<LineDelivery[]> {
  return (await piecesOf(ctx.db, orderId)).map((row) => {
    const { quantity, fulfilled_quantity: fulfilled, cancelled_quantity: cancelled } = row;
    return {
      orderLineId: row.id,
      variantId: row.variant_id as `var_${string}`,
      quantity,
      refunded: row.refunded_quantity,
      fulfilled,
      cancelled,
      waiting: waitingOf({ quantity, fulfilled, cancelled }),
    };
  });
}

export interface DeliveryNote {
  readonly aspect: "fulfilment" | "cancellation";
  /** Left out, it is the state that the order comes to. */
  readonly to?: string;
  readonly reason: string | null;
  readonly cancelledAt?: Date;
}

/** Writes how far an order is now, after its pieces were counted, and a line of its history. */
export async function noteDelivery(
  ctx: TenantTxCtx,
  order: { readonly id: string; readonly fulfilment_state: OrderFulfilmentState },
  { aspect, to, reason, cancelledAt }: DeliveryNote,
): Promise<void> {
  const now = ctx.now();
  const state = fulfilmentStateOf(await linesOf(ctx, order.id));
  await setDelivery(ctx.db, order.id, { state, ...(cancelledAt === undefined ? {} : { cancelledAt }) }, now);
  const transition: NewTransition = {
    aspect,
    from: order.fulfilment_state,
    to: to ?? state,
    actorKind: ctx.actor.kind,
    actorId: actorId(ctx.actor),
    reason,
    amount: null,
  };
  await insertTransitions(ctx.db, order.id, [transition], now);
}

/** The pieces as the stock knows them. */
export function itemsOf(
  lines: readonly LineDelivery[],
  pieces: readonly { readonly orderLineId: string; readonly quantity: number }[],
): { readonly variantId: `var_${string}`; readonly quantity: number }[] {
  return pieces.flatMap(({ orderLineId, quantity }) => {
    const line = lines.find((candidate) => candidate.orderLineId === orderLineId);
    return line === undefined ? [] : [{ variantId: line.variantId, quantity }];
  });
}

export function tooMany(lines: readonly LineDelivery[]): DomainError {
  const left = Object.fromEntries(lines.map((line) => [line.orderLineId, line.waiting]));
  return new DomainError("conflict", "orders.fulfil_too_many", { left });
}
