import { splitRefund } from "../credit/index.ts";
import type { Id } from "../kernel/ids.ts";
import { type PaymentRow, refundsOf } from "../payments/index.ts";
import type { Db } from "../platform/db.ts";
import type { OrderRow } from "./queries/orders.ts";

/** What of a refund goes back to gift cards and store credit: money first, then the account that paid last. */
export async function creditShares(
  db: Db<"tenant">,
  { quote }: Pick<OrderRow, "quote">,
  payment: PaymentRow,
  amount: number,
): Promise<{ accountId: Id<"crd">; amount: number }[]> {
  const credits = creditsIn(quote);
  if (credits.length === 0) return [];
  const before = (await refundsOf(db, payment.id)).filter((refund) => refund.state !== "failed");
  const returned = (accountId: string): number =>
    before
      .flatMap((refund) => refund.credits)
      .filter((credit) => credit.accountId === accountId)
      .reduce((sum, credit) => sum + credit.amount, 0);
  const moneyLeft = payment.captured.amount - payment.refunded.amount - payment.refunding.amount;
  const paid = credits.map(({ accountId, applied }) => {
    return { accountId, paid: applied.amount, returned: returned(accountId) };
  });
  return splitRefund(amount, moneyLeft, paid).credits.map((credit) => {
    return { ...credit, accountId: credit.accountId as Id<"crd"> };
  });
}

/** Orders of older snapshots know of no credit. */
function creditsIn({ credits = [] }: Partial<OrderRow["quote"]>): OrderRow["quote"]["credits"] {
  return credits;
}
