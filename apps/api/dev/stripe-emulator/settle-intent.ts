import { bookCharge, getCharge, outcomeOf, saveCharge } from "./charges.ts";
import type { Call } from "./emulator.ts";
import { StripeError, invalidRequest } from "./errors.ts";
import { emit } from "./events.ts";
import { getMethod } from "./payment-methods.ts";
import { followIntent } from "./progress-session.ts";
import type { IntentRecord, MethodRecord } from "./records.ts";
import type { Decline } from "./test-cards.ts";

export const FAILED_AUTHENTICATION: Decline = {
  code: "payment_intent_authentication_failure",
  declineCode: "",
  message:
    "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
};

const FAILED_DEBIT: Decline = {
  code: "payment_intent_payment_attempt_failed",
  declineCode: "generic_decline",
  message: "The customer's bank account could not be debited.",
};

/** Takes the money, or holds it when the intent is captured by hand. */
export function succeed(call: Call, record: IntentRecord, method: MethodRecord): void {
  const { intent } = record;
  const captured = intent.capture_method !== "manual";
  const charge = bookCharge(call, intent, method, { status: "succeeded", captured });
  Object.assign(intent, { latest_charge: charge.id, last_payment_error: null, next_action: null });
  emit(call, "charge.succeeded", charge);
  if (captured) {
    Object.assign(intent, { status: "succeeded", amount_received: intent.amount });
  } else {
    Object.assign(intent, { status: "requires_capture", amount_capturable: intent.amount });
  }
  conclude(call, record, captured ? "payment_intent.succeeded" : "payment_intent.amount_capturable_updated");
}

/** Books the failed attempt and returns the 402 that an API caller gets. */
export function decline(call: Call, record: IntentRecord, method: MethodRecord, reason: Decline): StripeError {
  const { intent } = record;
  const charge = bookCharge(call, intent, method, { status: "failed", decline: reason });
  intent.latest_charge = charge.id;
  emit(call, "charge.failed", charge);
  return fail(call, record, method, reason, charge.id);
}

/** The shopper did not pass the challenge: nothing was charged. */
export function failAuthentication(call: Call, record: IntentRecord): StripeError {
  return fail(call, record, currentMethod(call, record), FAILED_AUTHENTICATION);
}

/** A debit is on its way: the outcome comes days later. */
export function startProcessing(call: Call, record: IntentRecord, method: MethodRecord): void {
  const { intent } = record;
  const charge = bookCharge(call, intent, method, { status: "pending" });
  Object.assign(intent, {
    status: "processing",
    latest_charge: charge.id,
    last_payment_error: null,
    next_action: null,
  });
  emit(call, "charge.pending", charge);
  conclude(call, record, "payment_intent.processing");
}

/** The bank has answered a debit, or the shopper has paid a voucher. */
export function settleDelayed(call: Call, record: IntentRecord, outcome: "failed" | "succeeded"): void {
  const { intent } = record;
  const method = currentMethod(call, record);
  if (intent.status !== "processing") {
    throw invalidRequest(`This PaymentIntent is not processing: its status is ${intent.status}.`, {
      code: "payment_intent_unexpected_state",
    });
  }
  const charge = getCharge(call, intent.latest_charge ?? "");
  if (outcome === "succeeded") {
    Object.assign(charge, {
      status: "succeeded",
      paid: true,
      captured: true,
      amount_captured: charge.amount,
      outcome: outcomeOf(null),
    });
    saveCharge(call, charge);
    emit(call, "charge.succeeded", charge);
    Object.assign(intent, { status: "succeeded", amount_received: intent.amount });
    conclude(call, record, "payment_intent.succeeded");
    return;
  }
  Object.assign(charge, {
    status: "failed",
    failure_code: FAILED_DEBIT.code,
    failure_message: FAILED_DEBIT.message,
    outcome: outcomeOf(FAILED_DEBIT),
  });
  saveCharge(call, charge);
  emit(call, "charge.failed", charge);
  fail(call, record, method, FAILED_DEBIT, charge.id);
}

export function currentMethod(call: Call, { intent }: IntentRecord): MethodRecord {
  return getMethod(call, intent.payment_method ?? "");
}

type IntentEvent =
  | "amount_capturable_updated"
  | "canceled"
  | "payment_failed"
  | "processing"
  | "requires_action"
  | "succeeded";

/** Every change of an intent ends here: stored, announced, and followed by its Checkout Session. */
export function conclude(call: Call, record: IntentRecord, event: `payment_intent.${IntentEvent}`): void {
  call.emulator.store.put("intent", call.owner, record.intent.id, record);
  emit(call, event, record.intent);
  followIntent(call, record);
}

function fail(
  call: Call,
  record: IntentRecord,
  { method }: MethodRecord,
  reason: Decline,
  charge?: string,
): StripeError {
  const { intent } = record;
  const body = {
    code: reason.code,
    ...(reason.declineCode ? { decline_code: reason.declineCode } : {}),
    message: reason.message,
    payment_method: method,
    ...(charge === undefined ? {} : { charge }),
  };
  Object.assign(intent, {
    status: "requires_payment_method",
    payment_method: null,
    next_action: null,
    last_payment_error: { ...body, type: "card_error" },
  });
  conclude(call, record, "payment_intent.payment_failed");
  return new StripeError(402, { type: "card_error", ...body, payment_intent: structuredClone(intent) });
}
