import { splitRefund } from "../credit/index.ts";
import { roundPayment } from "../kernel/cash.ts";
import type { Id } from "../kernel/ids.ts";
import { money } from "../kernel/money.ts";
import { moneyOf, paymentRounding, type PaymentRow, refundsOf } from "../payments/index.ts";
import type { Db } from "../platform/db.ts";
import type { OrderRow } from "./queries/orders.ts";
import { roundRefund } from "./rules.ts";

interface RefundShares {
  /** What of the amount goes back to gift cards and store credit. */
  readonly credits: { readonly accountId: Id<"crd">; readonly amount: number }[];
  /** What is added to the rest, or taken off, so that the provider can pay it back. */
  readonly rounding: number;
}

/** How a refund is given back: as money first, then to the account that paid last. */
export async function refundShares(
  db: Db<"tenant">,
  { quote }: Pick<OrderRow, "quote">,
  payment: PaymentRow,
  amount: number,
): Promise<RefundShares> {
  const credits = creditsIn(quote);
  const rule = paymentRounding(payment.amount.currency);
  if (credits.length === 0 && rule.step === 1) return { credits: [], rounding: 0 };
  const before = (await refundsOf(db, payment.id)).filter((refund) => refund.state !== "failed");
  const returned = (accountId: string): number =>
    before
      .flatMap((refund) => refund.credits)
      .filter((credit) => credit.accountId === accountId)
      .reduce((sum, credit) => sum + credit.amount, 0);
  const paid = credits.map(({ accountId, applied }) => {
    return { accountId, paid: applied.amount, returned: returned(accountId) };
  });
  const whole = payment.captured.amount - (roundingIn(quote)?.amount ?? 0);
  const given = before.reduce((sum, { amount: of, credited }) => sum + of.amount - credited.amount, 0);
  const split = splitRefund(amount, whole - given, paid);
  const rounding = roundRefund(split.money, {
    whole,
    given,
    paid: payment.captured.amount,
    sent: before.reduce((sum, refund) => sum + moneyOf(refund), 0),
    round: (exact) => roundPayment(money(exact, payment.amount.currency), rule).due.amount,
  });
  const shares = split.credits.map((credit) => ({ ...credit, accountId: credit.accountId as Id<"crd"> }));
  return { credits: shares, rounding };
}

/** Orders of older snapshots know of no credit, and of no rounding. */
function creditsIn({ credits = [] }: Partial<OrderRow["quote"]>): OrderRow["quote"]["credits"] {
  return credits;
}

export function roundingIn({
  paymentRounding: rounding = null,
}: Partial<OrderRow["quote"]>): OrderRow["quote"]["paymentRounding"] {
  return rounding;
}
