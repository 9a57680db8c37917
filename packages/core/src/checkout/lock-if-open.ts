import { lockCart } from "../carts/index.ts";
import { DomainError } from "../kernel/errors.ts";
import type { Tx } from "../platform/db.ts";

/**
 * Locks the cart, which all that happens to its checkouts does first, so that they take turns. False when it has
 * become an order; it is locked all the same.
 */
export async function lockIfOpen(tx: Tx<"tenant">, cartId: string): Promise<boolean> {
  try {
    await lockCart(tx, cartId);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === "carts.closed") return false;
    throw error;
  }
}
