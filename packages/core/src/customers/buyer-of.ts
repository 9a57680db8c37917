import type { Id } from "../kernel/ids.ts";
import type { Db } from "../platform/db.ts";
import { known, type Part, readPart, together } from "../platform/parts.ts";
import type { BuyingCompany } from "./company-schemas.ts";
import { buyerById, ordersOfAddress } from "./queries/customers.ts";
import { foldEmail } from "./rules/fold-email.ts";
import type { TaxStatus } from "./schemas.ts";

/** What of a cart's buyer decides prices, promotions and taxes. */
export interface CartBuyer {
  /** Null for a guest. */
  readonly customerId: Id<"cus"> | null;
  /** Handles of the groups that the customer is in. */
  readonly groups: readonly string[];
  /**
   * Orders so far that were not cancelled as a whole; null while nobody knows who buys. A guest is known by the
   * address that the order will go to, as a limit per customer is: nothing else tells a first order from a second.
   */
  readonly ordersCount: number | null;
  readonly taxStatus: TaxStatus;
  /** The active company that the customer buys for. */
  readonly company: BuyingCompany | null;
}

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
