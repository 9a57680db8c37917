import { DomainError } from "../kernel/errors.ts";
import { addSeconds } from "../kernel/time.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import {
  addUnionSale,
  dropUnionHold,
  extendUnionHold,
  holdUnionSale,
  subtractUnionSale,
} from "./queries/union-sales.ts";
import { returnedShare, unionThreshold } from "./rules/union-threshold.ts";
import type { TaxErrorCode, UnionSale } from "./schemas.ts";

/*
 * A sale to a consumer of another member state against the Union's threshold: its value is held when it goes to be
 * paid, counted when it is, and lowered by what is given back. Each is one statement, before any stock is locked.
 */

const longestPayment = 90 * 86_400;

type Changing = Pick<TenantTxCtx, "db" | "now">;

interface Sold {
  readonly checkoutId: string;
  readonly cartId: string;
  /** As the quote says; null for a sale that does not count. */
  readonly sale: UnionSale | null;
}

/** False where the sale is to be taxed at home and the others of the moment have left too little for it. */
export async function claimUnionSale(ctx: Changing, { checkoutId, cartId, sale }: Sold, until: Date): Promise<boolean> {
  if (sale === null || sale.net === null || !sale.atHome) return true;
  const { amount: cents } = sale.net;
  return holdUnionSale(ctx.db, { checkoutId, cartId, cents, until, at: ctx.now(), threshold: unionThreshold });
}

/** Holds it until the money that is on its way has come, or not: the longest that a bank takes. */
export async function keepUnionSale(ctx: Changing, { checkoutId, sale }: Omit<Sold, "cartId">): Promise<void> {
  if (sale === null || !sale.atHome) return;
  await extendUnionHold(ctx.db, checkoutId, ctx.now(), addSeconds(ctx.now(), longestPayment));
}

export async function releaseUnionSale(ctx: Changing, { checkoutId, sale }: Omit<Sold, "cartId">): Promise<void> {
  if (sale !== null && sale.atHome) await dropUnionHold(ctx.db, checkoutId);
}

/**
 * Counts the order that is being placed.
 *
 * @throws DomainError conflict `tax.threshold_crossed` where it is taxed at home, was paid after what it held had run
 * out, and no longer fits.
 */
export async function countUnionSale(ctx: Changing, sold: Sold & { readonly orderId: string }): Promise<void> {
  const { checkoutId, cartId, orderId, sale } = sold;
  if (sale === null || sale.net === null) return;
  const { amount: cents } = sale.net;
  const { atHome } = sale;
  const counted = { checkoutId, cartId, orderId, cents, atHome, at: ctx.now(), threshold: unionThreshold };
  if ((await addUnionSale(ctx.db, counted)) || !atHome) return;
  throw new DomainError<TaxErrorCode>("conflict", "tax.threshold_crossed");
}

export interface UnionReturn {
  readonly sale: UnionSale | null;
  readonly placedAt: Date;
  /** Of the order: its total, and what of it had been refunded before and has been after; minor units. */
  readonly total: number;
  readonly before: number;
  readonly after: number;
}

/** Takes off what a refund gives back, where it is given in the year of the sale. */
export async function returnUnionSale(ctx: Changing, given: UnionReturn): Promise<void> {
  const { sale, placedAt, total, before, after } = given;
  const at = ctx.now();
  if (sale === null || sale.net === null || placedAt.getUTCFullYear() !== at.getUTCFullYear()) return;
  const cents = returnedShare(sale.net.amount, total, before, after);
  if (cents !== 0) await subtractUnionSale(ctx.db, { cents, at, threshold: unionThreshold });
}
