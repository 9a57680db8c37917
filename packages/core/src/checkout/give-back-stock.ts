import { holdCart } from "../carts/index.ts";
import { releaseReservation } from "../inventory/index.ts";
import type { TenantTxCtx } from "../platform/verb.ts";

/** Gives back what a checkout holds that will not be paid. The caller holds the cart. */
export async function giveBackStock(
  ctx: Pick<TenantTxCtx, "db" | "now">,
  checkout: { readonly id: string; readonly cartId: string },
): Promise<void> {
  await holdCart(ctx.db, checkout.cartId, null);
  await releaseReservation(ctx.db, checkout.id, ctx.now());
}
