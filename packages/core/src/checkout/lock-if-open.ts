import { lockAnyCart } from "../carts/index.ts";
import type { Tx } from "../platform/db.ts";

/**
 * Locks the cart, which all that happens to its checkouts does first, so that they take turns. False when it has
 * become an order; it is locked all the same.
 */
export async function lockIfOpen(tx: Tx<"tenant">, cartId: string): Promise<boolean> {
  return (await lockAnyCart(tx, cartId)).status === "open";
}
