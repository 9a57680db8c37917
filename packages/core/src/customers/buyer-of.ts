import type { Id } from "../kernel/ids.ts";
import type { Db } from "../platform/db.ts";
import { known, type Part, readPart, together } from "../platform/parts.ts";
import type { CartBuyer } from "./cart-buyer.ts";
import { buyerById, ordersOfAddress } from "./queries/customers.ts";
import { foldEmail } from "./rules/fold-email.ts";

const guest: CartBuyer = { customerId: null, groups: [], ordersCount: null, taxStatus: "consumer", company: null };

/** The buyer of a cart, from the database; a guest when nobody is logged in or the account is closed. */
export function buyerOf(db: Db<"tenant">, customerId: Id<"cus"> | null): Promise<CartBuyer> {
  return readPart(db, buyerPart(customerId, null));
}

/** The same, to be read with others; `email` is what a guest has given. */
export function buyerPart(customerId: Id<"cus"> | null, email: string | null): Part<CartBuyer> {
  if (customerId !== null) return together({ found: buyerById(customerId) }, ({ found }) => found ?? guest);
  if (email === null) return known(guest);
  const orders = ordersOfAddress(foldEmail(email));
  return together({ orders }, ({ orders: ordersCount }) => ({ ...guest, ordersCount }));
}
