import { holdCredit, releaseCredit } from "../credit/index.ts";
import { customerKey, holdPromotions, releasePromotions, type Use, usePromotions } from "../promotions/index.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { claimUnionSale, countUnionSale, keepUnionSale, releaseUnionSale, type UnionSale } from "../tax/index.ts";
import { checkoutById, type CheckoutRow } from "./queries.ts";
import type { CheckoutQuote } from "./schemas.ts";

/*
 * What a checkout claims beside stock: what is left of the Union's threshold, uses of promotions, and money on gift
 * cards and store credit, in this order. They are held
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

const unionSaleOf = ({ trace }: CheckoutQuote): UnionSale | null => trace.unionSale ?? null;

const holderOf = ({ id, cartId, quote }: Claiming) => {
  return { cartId, checkoutId: id, customerKey: customerKey(quote.email) };
};

/** @throws DomainError conflict `promotions.used_up`, `credit.spent` */
export async function holdClaims(ctx: Changing, checkout: Claiming): Promise<void> {
  await holdPromotions(ctx.db, holderOf(checkout), usesOf(checkout.quote), ctx.now());
  await holdCredit(ctx, holderOf(checkout), creditsOf(checkout.quote));
}

/**
 * Whether the sale may be taxed as its quote says: at home only while others leave room for it below the Union's
 * threshold. Claimed before the others, for a quote that does not hold is made anew.
 */
export function holdTaxation(ctx: Changing, { id, cartId, quote }: Claiming, until: Date): Promise<boolean> {
  return claimUnionSale(ctx, { checkoutId: id, cartId, sale: unionSaleOf(quote) }, until);
}

/** While the money is on its way. */
export function keepTaxation(ctx: Changing, { id, quote }: Pick<Claiming, "id" | "quote">): Promise<void> {
  return keepUnionSale(ctx, { checkoutId: id, sale: unionSaleOf(quote) });
}

/**
 * Makes them final; what was given back in the meantime is claimed anew.
 *
 * @throws DomainError conflict `tax.threshold_crossed`, `promotions.used_up`, `credit.spent`
 */
export async function useClaims(ctx: Changing, checkout: Claiming, orderId: string): Promise<void> {
  const { id: checkoutId, cartId, quote } = checkout;
  await countUnionSale(ctx, { checkoutId, cartId, orderId, sale: unionSaleOf(quote) });
  await usePromotions(ctx.db, holderOf(checkout), usesOf(checkout.quote), ctx.now());
  await holdCredit(ctx, holderOf(checkout), creditsOf(checkout.quote));
}

export async function giveBackClaims(ctx: Changing, { id }: { readonly id: string }): Promise<void> {
  const checkout = await checkoutById(ctx.db, id);
  if (checkout === undefined) return;
  await releaseUnionSale(ctx, { checkoutId: id, sale: unionSaleOf(checkout.quote) });
  if (usesOf(checkout.quote).length > 0) await releasePromotions(ctx.db, holderOf(checkout));
  await releaseCredit(ctx, holderOf(checkout), creditsOf(checkout.quote));
}
