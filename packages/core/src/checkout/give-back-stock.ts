import { holdCart } from "../carts/index.ts";
import { releaseReservation } from "../inventory/index.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import type { CheckoutRow } from "./queries.ts";

/** Gives back what a checkout holds that will not be paid. */
export async function giveBackStock(ctx: TenantTxCtx, checkout: CheckoutRow): Promise<void> {
  await holdCart(ctx.db, checkout.cartId, null);
  await releaseReservation(ctx.db, checkout.id, ctx.now());
}
