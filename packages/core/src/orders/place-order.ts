import type { Id } from "../kernel/ids.ts";
import { actorId } from "../platform/context.ts";
import { newId, newSecretId } from "../platform/new-id.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { insertOrder } from "./queries/insert-order.ts";
import type { ConsentSnapshot, OrderQuote } from "./schemas.ts";

export interface PaidCheckout {
  readonly orderId: Id<"ord">;
  readonly checkoutId: Id<"chk">;
  readonly quote: OrderQuote;
  readonly customerId: Id<"cus">;
  readonly email: string;
  /** Under which owner the stock is committed. */
  readonly stockOwner: string;
  readonly consent: ConsentSnapshot | null;
}

/**
 * Makes the order of a checkout that is paid, in the transaction that says so. Its lines, taxes and totals are
 * the quote's. Call it last: it takes the next number of the shop's series.
 */
export async function placeOrder(ctx: TenantTxCtx, paid: PaidCheckout): Promise<void> {
  const number = await insertOrder(ctx.db, {
    ...paid,
    id: paid.orderId,
    token: newSecretId("ost"),
    lineIds: paid.quote.lines.map(() => newId("oln")),
    actorKind: ctx.actor.kind,
    actorId: actorId(ctx.actor),
    at: ctx.now(),
  });
  const { total } = paid.quote.totals;
  ctx.emit({
    type: "order.placed",
    aggregateId: paid.orderId,
    payload: { number, checkoutId: paid.checkoutId, total: total.amount, currency: total.currency },
  });
}
