import { holdCredit, releaseCredit } from "../credit/index.ts";
import { customerKey, holdPromotions, releasePromotions, type Use, usePromotions } from "../promotions/index.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { checkoutById, type CheckoutRow } from "./queries.ts";
import type { CheckoutQuote } from "./schemas.ts";

/*
 * What a checkout claims beside stock: uses of promotions, and money on gift cards and store credit. They are held
 * when it is placed, final when it is paid, given back when it will not be; always before any stock is locked.
 */

type Changing = Pick<TenantTxCtx, "db" | "now" | "actor">;
type Claiming = Pick<CheckoutRow, "id" | "cartId" | "quote">;

function usesOf({ discounts = [] }: Partial<CheckoutQuote>): Use[] {
  return discounts.map(({ promotionId, code, amount }) => {
    return { promotionId, code, amount: amount.amount, currency: amount.currency };
  });
}

const creditsOf = ({ credits = [] }: Partial<CheckoutQuote>): CheckoutQuote["credits"] => credits;

const holderOf = ({ id, cartId, quote }: Claiming) => {
  return { cartId, checkoutId: id, customerKey: customerKey(quote.email) };
};

/** @throws DomainError conflict `promotions.used_up`, `credit.spent` */
export async function holdClaims(ctx: Changing, checkout: Claiming): Promise<void> {
  await holdPromotions(ctx.db, holderOf(checkout), usesOf(checkout.quote), ctx.now());
  await holdCredit(ctx, holderOf(checkout), creditsOf(checkout.quote));
}

/** Makes them final; what was given back in the meantime is claimed anew. */
export async function useClaims(ctx: Changing, checkout: Claiming): Promise<void> {
  await usePromotions(ctx.db, holderOf(checkout), usesOf(checkout.quote), ctx.now());
  await holdCredit(ctx, holderOf(checkout), creditsOf(checkout.quote));
}

export async function giveBackClaims(ctx: Changing, { id }: { readonly id: string }): Promise<void> {
  const checkout = await checkoutById(ctx.db, id);
  if (checkout === undefined) return;
  if (usesOf(checkout.quote).length > 0) await releasePromotions(ctx.db, holderOf(checkout));
  await releaseCredit(ctx, holderOf(checkout), creditsOf(checkout.quote));
}
