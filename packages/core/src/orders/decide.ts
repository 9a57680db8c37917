import { DomainError, notFound } from "../kernel/errors.ts";
import { formatMoney } from "../kernel/money.ts";
import type { Db } from "../platform/db.ts";
import { inCurrency, orderBy, type OrderRow } from "./queries/orders.ts";
import { decideRefund, type RefundDecision, type RefundRequest } from "./rules.ts";
import { refundableOf } from "./show-order.ts";

export interface Decided {
  readonly head: OrderRow;
  readonly decision: Extract<RefundDecision, { kind: "refund" }>;
}

/** Reads the order and decides what a refund of it comes to; a refusal is thrown. */
export async function decide(
  db: Db<"tenant">,
  orderId: string,
  request: RefundRequest,
  language: string,
): Promise<Decided> {
  const head = await orderBy(db, "id", orderId);
  if (head === undefined) throw notFound("order");
  const decision = decideRefund(refundableOf(head), request);
  switch (decision.kind) {
    case "refund":
      return { head, decision };
    case "nothing":
      throw new DomainError("invalid", "orders.refund_nothing");
    case "unknown_line":
      throw notFound("order_line");
    case "too_many":
      throw new DomainError("conflict", "orders.refund_too_many", {
        orderLineId: decision.orderLineId,
        left: decision.left,
      });
    case "too_much": {
      const refundable = inCurrency(head)(decision.refundable);
      throw new DomainError("conflict", "orders.refund_too_much", {
        refundable,
        left: formatMoney(refundable, language),
      });
    }
  }
}
