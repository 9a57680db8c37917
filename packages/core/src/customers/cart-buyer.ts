import type { Id } from "../kernel/ids.ts";
import type { BuyingCompany } from "./company-schemas.ts";
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
