import { holdCart } from "../carts/index.ts";
import { giveBackClaims } from "./claims.ts";
import { releaseReservation } from "../inventory/index.ts";
import type { TenantTxCtx } from "../platform/verb.ts";

/** Gives back all that a checkout holds that will not be paid: stock, uses of promotions, credit. The caller holds the cart. */
export async function giveBackStock(
  ctx: Pick<TenantTxCtx, "db" | "now" | "actor">,
  checkout: { readonly id: string; readonly cartId: string },
): Promise<void> {
  await giveBackClaims(ctx, checkout);
  await holdCart(ctx.db, checkout.cartId, null);
  await releaseReservation(ctx.db, checkout.id, ctx.now());
}
