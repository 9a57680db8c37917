import { DomainError } from "../kernel/errors.ts";
import type { Money } from "../kernel/money.ts";
import { toStripeAmount } from "./adapters/stripe-amounts.ts";

/** Refuses an amount that the provider could not charge to the minor unit. */
export function assertChargeable(amount: Money): void {
  if (toStripeAmount(amount) !== undefined) return;
  throw new DomainError("precondition", "payments.amount_not_chargeable", { currency: amount.currency });
}
