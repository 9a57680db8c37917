import type { Store } from "./store.ts";

interface Sums {
  charges: number;
  failedCharges: number;
  charged: number;
  captured: number;
  refunds: number;
  refunded: number;
  net: number;
}

/** All that one account did, and its sums per currency in minor units; failed refunds and failed charges move no money. */
export function ledgerOf(store: Store, owner: string): object {
  const charges = store.list("charge", owner);
  const refunds = store.list("refund", owner);
  const totals: Record<string, Sums> = {};
  const sumsOf = (currency: string) =>
    (totals[currency] ??= { charges: 0, failedCharges: 0, charged: 0, captured: 0, refunds: 0, refunded: 0, net: 0 });
  for (const charge of charges) {
    const sums = sumsOf(charge.currency);
    if (charge.status === "failed") {
      sums.failedCharges += 1;
      continue;
    }
    sums.charges += 1;
    sums.charged += charge.amount;
    sums.captured += charge.amount_captured;
    sums.net += charge.amount_captured;
  }
  for (const refund of refunds.filter(({ status }) => status !== "failed")) {
    const sums = sumsOf(refund.currency);
    sums.refunds += 1;
    sums.refunded += refund.amount;
    sums.net -= refund.amount;
  }
  const sessions = store.list("session", owner).map(({ session }) => session);
  const paymentIntents = store.list("intent", owner).map(({ intent }) => intent);
  return { account: owner, totals, charges, refunds, sessions, paymentIntents };
}
