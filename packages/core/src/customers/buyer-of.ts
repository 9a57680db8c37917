import type { Id } from "../kernel/ids.ts";
import type { Db } from "../platform/db.ts";
import { buyerById } from "./queries/customers.ts";
import type { TaxStatus } from "./schemas.ts";

/** What of a cart's buyer decides prices, promotions and taxes. */
export interface CartBuyer {
  /** Null for a guest. */
  readonly customerId: Id<"cus"> | null;
  /** Handles of the groups that the customer is in. */
  readonly groups: readonly string[];
  /** Orders placed so far. A guest has none: an address alone must not tell whether somebody bought before. */
  readonly ordersCount: number;
  readonly taxStatus: TaxStatus;
}

const guest: CartBuyer = { customerId: null, groups: [], ordersCount: 0, taxStatus: "consumer" };

/** The buyer of a cart, from the database; a guest when nobody is logged in or the account is closed. */
export async function buyerOf(db: Db<"tenant">, customerId: Id<"cus"> | null): Promise<CartBuyer> {
  if (customerId === null) return guest;
  return (await buyerById(db, customerId)) ?? guest;
}
