import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../platform/db.ts";
import { newId } from "../platform/new-id.ts";
import { countOrder, upsertBuyer } from "./queries/customers.ts";
import { foldEmail } from "./rules/fold-email.ts";
import type { Buyer } from "./schemas.ts";

/** The customer of an order that is being placed: who is logged in, else found by address or made. Counts the order. */
export async function findOrCreateCustomer(tx: Tx<"tenant">, buyer: Buyer, at: Date): Promise<Id<"cus">> {
  const { customerId, name, locale } = buyer;
  // Whoever was erased between paying and this moment orders like anybody else.
  if (customerId !== null && (await countOrder(tx, customerId, at))) return customerId;
  return upsertBuyer(tx, { newId: newId("cus"), email: foldEmail(buyer.email), name, locale, at });
}
