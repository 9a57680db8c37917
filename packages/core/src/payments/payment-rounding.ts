import type { PaymentRounding } from "../kernel/cash.ts";
import type { CurrencyCode } from "../kernel/currency.ts";
import { chargeStep } from "./adapters/stripe-amounts.ts";

/** How what is to be paid with money becomes an amount that the provider can charge: the nearest one. */
export function paymentRounding(currency: CurrencyCode): PaymentRounding {
  return { step: chargeStep(currency), mode: "half-up" };
}
