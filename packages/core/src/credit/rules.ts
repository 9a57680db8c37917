/**
 * What credit pays of a cart. Own conventions: store credit before gift cards, cards in the order in which they were
 * entered; each pays what is still due, as far as it reaches, in its own currency alone. Credit is no discount: it
 * pays the total with its tax (a multi-purpose voucher, Directive 2006/112/EC art. 30b, bears no tax when sold).
 */
import type { AppliedCredit, CreditFault, CreditKind } from "./schemas.ts";

/** An account as a cart sees it: `balance` with what this cart's own checkout holds of it. */
export interface CreditOffer {
  readonly accountId: AppliedCredit["accountId"];
  readonly kind: CreditKind;
  readonly last4: string | null;
  readonly currency: AppliedCredit["applied"]["currency"];
  readonly balance: number;
  readonly active: boolean;
  readonly expiresAt: Date | null;
}

export function creditFaultOf(offer: CreditOffer, currency: string, at: Date): CreditFault | null {
  if (offer.currency !== currency) return "currency";
  if (!offer.active) return "disabled";
  if (offer.expiresAt !== null && offer.expiresAt <= at) return "expired";
  return offer.balance > 0 ? null : "empty";
}

export interface CreditShares {
  readonly credits: readonly AppliedCredit[];
  /** What is left to pay with money. */
  readonly due: number;
}

/** Every offer answers with what it pays, 0 where it cannot. */
export function applyCredit(total: number, currency: string, offers: readonly CreditOffer[], at: Date): CreditShares {
  let due = total;
  const ordered = offers.toSorted((a, b) => Number(a.kind === "gift_card") - Number(b.kind === "gift_card"));
  const credits = ordered.map((offer): AppliedCredit => {
    const pays = creditFaultOf(offer, currency, at) === null ? Math.min(due, offer.balance) : 0;
    due -= pays;
    const { accountId, kind, last4 } = offer;
    return { accountId, kind, last4, applied: { amount: pays, currency: offer.currency } };
  });
  return { credits, due };
}

/** How a refund is given back: money first, as far as it was paid with money; the rest where credit came from. */
export interface RefundShares {
  readonly money: number;
  readonly credits: readonly { readonly accountId: string; readonly amount: number }[];
}

/**
 * `moneyLeft` is what of the order was paid with money and not given back; `credits` what each account paid and what went back to
 * it already, in the order in which they paid: the last one used gets its share first.
 */
export function splitRefund(
  amount: number,
  moneyLeft: number,
  credits: readonly { readonly accountId: string; readonly paid: number; readonly returned: number }[],
): RefundShares {
  const money = Math.min(amount, Math.max(0, moneyLeft));
  let rest = amount - money;
  const shares: { accountId: string; amount: number }[] = [];
  for (const { accountId, paid, returned } of credits.toReversed()) {
    const back = Math.min(rest, Math.max(0, paid - returned));
    if (back > 0) shares.push({ accountId, amount: back });
    rest -= back;
  }
  return { money: money + rest, credits: shares };
}
