import * as z from "zod";
import { applyTransferred } from "./bank-transfers.ts";
import { availableIn, getCustomer } from "./customers.ts";
import type { Call } from "./emulator.ts";
import { invalidRequest } from "./errors.ts";
import { currency, integer } from "./params.ts";
import { getIntent } from "./payment-intents.ts";

export const applyParams = z.strictObject({ amount: integer.optional(), currency: currency.optional() });

/** The merchant decides that a payment takes what lies on its customer's balance. */
export function applyBalance(call: Call, { amount }: z.output<typeof applyParams>, id: string): object {
  const record = getIntent(call, id);
  const { intent } = record;
  const wanted = intent.next_action?.display_bank_transfer_instructions;
  if (intent.status !== "requires_action" || wanted === undefined || intent.customer === null) {
    throw invalidRequest(`This PaymentIntent waits for no transfer: its status is ${intent.status}.`, {
      code: "payment_intent_unexpected_state",
    });
  }
  const asked = amount ?? wanted.amount_remaining ?? 0;
  if (asked > availableIn(getCustomer(call, intent.customer).transactions, intent.currency)) {
    throw invalidRequest("The customer's cash balance is lower than the amount to apply.", { param: "amount" });
  }
  applyTransferred(call, record, asked);
  return intent;
}
