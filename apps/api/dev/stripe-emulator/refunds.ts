import * as z from "zod";
import { getCharge, saveCharge } from "./charges.ts";
import { checkStep, formatAmount } from "./currencies.ts";
import { recordOf } from "./copies.ts";
import type { Call } from "./emulator.ts";
import { invalidRequest, noSuch } from "./errors.ts";
import { emit } from "./events.ts";
import { newId } from "./ids.ts";
import { availableIn, getCustomer, moveCash } from "./customers.ts";
import { currency, email, flag, integer, mergeMetadata, metadata, text } from "./params.ts";
import { getIntent } from "./payment-intents.ts";
import type { Charge, Refund } from "./records.ts";
import { TEST_CARDS } from "./test-cards.ts";

export const createRefundParams = z.strictObject({
  charge: text(100).optional(),
  payment_intent: text(100).optional(),
  amount: integer.optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  metadata: metadata.optional(),
  origin: z.enum(["customer_balance"]).optional(),
  customer: text(100).optional(),
  currency: currency.optional(),
  instructions_email: email.optional(),
  refund_application_fee: flag.optional(),
  reverse_transfer: flag.optional(),
});

export const updateRefundParams = z.strictObject({ metadata: metadata.optional() });

export function createRefund(call: Call, params: z.output<typeof createRefundParams>): object {
  if (params.origin !== undefined) return returnBalance(call, params);
  const charge = chargeToRefund(call, params);
  const left = charge.amount_captured - charge.amount_refunded;
  const amount = params.amount ?? left;
  checkRefundable(charge, amount, left);
  const refund = newRefund(call, params, {
    amount,
    charge: charge.id,
    currency: charge.currency,
    destination_details: { type: charge.payment_method_details?.type ?? "card" },
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    status: refundsLate(charge) ? "pending" : "succeeded",
  });
  setRefunded(call, charge, charge.amount_refunded + amount);
  emit(call, "refund.created", refund);
  emit(call, "charge.refunded", charge);
  return refund;
}

type Given = Pick<Refund, "amount" | "currency" | "status"> & Partial<Refund>;

function newRefund(call: Call, params: z.output<typeof createRefundParams>, given: Given): Refund {
  const refund: Refund = {
    id: newId("re"),
    object: "refund",
    balance_transaction: null,
    charge: null,
    created: call.emulator.now(),
    customer: null,
    customer_account: null,
    metadata: mergeMetadata({}, params.metadata ?? {}),
    payment_intent: null,
    payment_method: null,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    transfer_reversal: null,
    ...given,
  };
  saveRefund(call, refund);
  return refund;
}

/** Sends back what lies on a customer's cash balance; the bank takes its time. */
function returnBalance(call: Call, params: z.output<typeof createRefundParams>): object {
  const { customer, currency: code, amount } = params;
  if (customer === undefined || code === undefined || amount === undefined) {
    throw invalidRequest("A refund of a cash balance requires `customer`, `currency` and `amount`.", {
      code: "parameter_missing",
      param: customer === undefined ? "customer" : code === undefined ? "currency" : "amount",
    });
  }
  const available = availableIn(getCustomer(call, customer).transactions, code);
  if (amount < 1 || amount > available) {
    const [asked, there] = [amount, available].map((value) => formatAmount(value, code));
    throw invalidRequest(`Refund amount (${asked}) is not within the cash balance (${there})`, { param: "amount" });
  }
  const refund = newRefund(call, params, { amount, currency: code, status: "pending", customer });
  moveCash(call, customer, code, -amount, { type: "return_initiated" });
  emit(call, "refund.created", refund);
  return refund;
}

export function getRefund(call: Call, id: string): Refund {
  const refund = recordOf(call, "refund", id);
  if (!refund) throw noSuch("refund", id);
  return refund;
}

export function updateRefund(call: Call, params: z.output<typeof updateRefundParams>, id: string): object {
  const refund = getRefund(call, id);
  refund.metadata = mergeMetadata(refund.metadata ?? {}, params.metadata ?? {});
  saveRefund(call, refund);
  emit(call, "refund.updated", refund);
  return refund;
}

/** The bank's late word on a refund; one that fails gives the money back to the account's balance. */
export function settleRefund(call: Call, refund: Refund, outcome: "failed" | "succeeded"): void {
  if (refund.status === "failed" || (refund.status === "succeeded" && outcome === "succeeded")) {
    throw invalidRequest(`This refund is settled: its status is ${refund.status}.`);
  }
  refund.status = outcome;
  if (outcome === "failed") {
    refund.failure_reason = "expired_or_canceled_card";
    if (refund.charge === null) {
      moveCash(call, refund.customer ?? "", refund.currency, refund.amount, { type: "return_canceled" });
    } else {
      const charge = getCharge(call, String(refund.charge));
      setRefunded(call, charge, charge.amount_refunded - refund.amount);
    }
  }
  saveRefund(call, refund);
  emit(call, "refund.updated", refund);
  emit(call, "charge.refund.updated", refund);
  if (outcome === "failed") emit(call, "refund.failed", refund);
}

function chargeToRefund(call: Call, { charge, payment_intent: intentId }: z.output<typeof createRefundParams>): Charge {
  if (charge !== undefined && intentId !== undefined) {
    const found = getCharge(call, charge, "charge");
    if (found.payment_intent === intentId) return found;
    throw invalidRequest("The charge does not belong to this PaymentIntent.", { param: "charge" });
  }
  if (charge !== undefined) return getCharge(call, charge, "charge");
  if (intentId === undefined) {
    throw invalidRequest("One of the following params should be provided for this request: payment_intent or charge.", {
      code: "parameter_missing",
    });
  }
  const { intent } = getIntent(call, intentId, "payment_intent");
  if (intent.status !== "succeeded" || intent.latest_charge === null) {
    throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      code: "payment_intent_unexpected_state",
    });
  }
  return getCharge(call, intent.latest_charge);
}

function checkRefundable(charge: Charge, amount: number, left: number): void {
  if (charge.status !== "succeeded" || !charge.captured) {
    throw invalidRequest(`Charge ${charge.id} was not captured and cannot be refunded.`, {
      code: "charge_not_refundable",
    });
  }
  if (left === 0)
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  if (amount < 1)
    throw invalidRequest("This value must be greater than or equal to 1.", {
      code: "parameter_invalid_integer",
      param: "amount",
    });
  checkStep(amount, charge.currency, "amount");
  if (amount > left) {
    const [asked, unrefunded] = [amount, left].map((value) => formatAmount(value, charge.currency));
    throw invalidRequest(`Refund amount (${asked}) is greater than unrefunded amount on charge (${unrefunded})`, {
      param: "amount",
    });
  }
}

function setRefunded(call: Call, charge: Charge, amount: number): void {
  charge.amount_refunded = amount;
  charge.refunded = amount === charge.amount_captured;
  saveCharge(call, charge);
}

function saveRefund(call: Call, refund: Refund): void {
  call.emulator.store.put("refund", call.owner, refund.id, refund);
}

function refundsLate({ payment_method_details: details }: Charge): boolean {
  if (details?.card === undefined) return true;
  return TEST_CARDS.some((card) => card.refunds === "pending" && card.number.endsWith(details.card?.last4 ?? "-"));
}
