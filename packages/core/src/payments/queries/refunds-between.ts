import type { Db } from "../../platform/db.ts";
import type { RefundLine } from "../schemas.ts";
import type { PaymentsTables } from "../tables.ts";

/** A refund that has succeeded, as reports need it; amounts in minor units of the order's currency. */
export interface ConcludedRefund {
  readonly id: string;
  readonly orderId: string;
  readonly amount: number;
  readonly tax: number;
  readonly shipping: number;
  readonly lines: readonly RefundLine[];
}

/** Refunds of orders that succeeded between two moments, by id, `size` of those after `after`. */
export async function refundsBetween(
  db: Db<"tenant">,
  {
    from,
    until,
    after,
    size,
  }: { readonly from: Date; readonly until: Date; readonly after: string; readonly size: number },
): Promise<ConcludedRefund[]> {
  const rows = await db
    .tables<PaymentsTables>()
    .selectFrom("refunds")
    .select(["id", "order_id", "amount", "tax_amount", "shipping_amount", "lines"])
    .where("state", "=", "succeeded")
    .where("finished_at", ">=", from)
    .where("finished_at", "<", until)
    .where("id", ">", after)
    .orderBy("id")
    .limit(size)
    .execute();
  return rows.flatMap((row) =>
    row.order_id === null
      ? []
      : [
          {
            id: row.id,
            orderId: row.order_id,
            amount: row.amount,
            tax: row.tax_amount,
            shipping: row.shipping_amount,
            lines: row.lines,
          },
        ],
  );
}
