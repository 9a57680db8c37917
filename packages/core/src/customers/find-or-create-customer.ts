import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../platform/db.ts";
import { newId } from "../platform/new-id.ts";
import { upsertBuyer } from "./queries.ts";
import { foldEmail } from "./rules.ts";
import type { Buyer } from "./schemas.ts";

/** The customer of an order that is being placed: found by address, counted once more, or made. */
export function findOrCreateCustomer(tx: Tx<"tenant">, buyer: Buyer, at: Date): Promise<Id<"cus">> {
  return upsertBuyer(tx, {
    newId: newId("cus"),
    email: foldEmail(buyer.email),
    name: buyer.name,
    locale: buyer.locale,
    at,
  });
}
