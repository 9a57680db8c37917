import { DomainError } from "../kernel/errors.ts";
import { actorId, type TenantCtx } from "../platform/context.ts";
import type { Tx } from "../platform/db.ts";
import { newId } from "../platform/new-id.ts";
import { moveCredit, netOf } from "./queries/entries.ts";
import type { AppliedCredit, CreditErrorCode } from "./schemas.ts";

type Moving = Pick<TenantCtx, "actor" | "now"> & { readonly db: Tx<"tenant"> };

export interface CreditHolder {
  readonly cartId: string;
  readonly checkoutId: string;
}

type Credits = readonly Pick<AppliedCredit, "accountId" | "applied">[];

/**
 * Takes from gift cards and store credit what a checkout pays with them, or nothing; what it holds already stays.
 * The caller holds the cart. Accounts are locked in the order of their ids, after promotions and before any stock.
 *
 * @throws DomainError conflict `credit.spent`
 */
export async function holdCredit(ctx: Moving, holder: CreditHolder, credits: Credits): Promise<void> {
  await setHolds(ctx, holder, credits, (credit) => credit.applied.amount);
}

/** Gives back what a checkout holds that will not be paid. The caller holds the cart. */
export async function releaseCredit(ctx: Moving, holder: CreditHolder, credits: Credits): Promise<void> {
  await setHolds(ctx, holder, credits, () => 0);
}

async function setHolds(
  ctx: Moving,
  { cartId, checkoutId }: CreditHolder,
  credits: Credits,
  wanted: (credit: Credits[number]) => number,
): Promise<void> {
  for (const credit of credits.toSorted((a, b) => (a.accountId < b.accountId ? -1 : 1))) {
    const held = -(await netOf(ctx.db, credit.accountId, checkoutId));
    const change = held - wanted(credit);
    if (change === 0) continue;
    const moved = await moveCredit(
      ctx.db,
      {
        id: newId("cre"),
        accountId: credit.accountId,
        kind: change < 0 ? "redeem" : "release",
        amount: change,
        currency: credit.applied.currency,
        cartId,
        reference: checkoutId,
        actorKind: ctx.actor.kind,
        actorId: actorId(ctx.actor),
        note: null,
      },
      ctx.now(),
    );
    if (!moved) throw new DomainError<CreditErrorCode>("conflict", "credit.spent");
  }
}

export interface CreditReturn {
  readonly accountId: string;
  readonly amount: number;
}

/** Puts back what a refund gives to accounts; with `undo`, takes it away again. False when it has been spent. */
export async function returnCredit(
  ctx: Moving,
  refundId: string,
  currency: string,
  returns: readonly CreditReturn[],
  undo = false,
): Promise<boolean> {
  let whole = true;
  for (const { accountId, amount } of returns.toSorted((a, b) => (a.accountId < b.accountId ? -1 : 1))) {
    const moved = await moveCredit(
      ctx.db,
      {
        id: newId("cre"),
        accountId,
        kind: undo ? "take_back" : "refund",
        amount: undo ? -amount : amount,
        currency,
        cartId: null,
        reference: refundId,
        actorKind: ctx.actor.kind,
        actorId: actorId(ctx.actor),
        note: null,
      },
      ctx.now(),
    );
    whole &&= moved;
  }
  return whole;
}
