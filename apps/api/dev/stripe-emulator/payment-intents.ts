import * as z from "zod";
import { getCharge, saveCharge } from "./charges.ts";
import { confirmIntent } from "./confirm-intent.ts";
import { checkAmount, methodFrom, methodParams } from "./create-intent.ts";
import { recordOf } from "./copies.ts";
import type { Call } from "./emulator.ts";
import { invalidRequest, noSuch } from "./errors.ts";
import { emit } from "./events.ts";
import { clearable, currency, email, integer, mergeMetadata, metadata } from "./params.ts";
import { resolveMethod } from "./payment-methods.ts";
import type { IntentRecord } from "./records.ts";
import { conclude } from "./settle-intent.ts";

const CANCELABLE = ["requires_payment_method", "requires_capture", "requires_confirmation", "requires_action"];
const CHANGEABLE = ["requires_payment_method", "requires_confirmation", "requires_action"];

export const confirmParams = z.strictObject(methodParams);

export const cancelParams = z.strictObject({
  cancellation_reason: z.enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"]).optional(),
});

export const updateIntentParams = z.strictObject({
  amount: integer.optional(),
  currency: currency.optional(),
  description: clearable(1_000).optional(),
  metadata: metadata.optional(),
  receipt_email: email.optional(),
});

export function getIntent(call: Call, id: string, param = "intent"): IntentRecord {
  const record = recordOf(call, "intent", id);
  if (!record) throw noSuch("payment_intent", id, param);
  return record;
}

export function confirmById(call: Call, params: z.output<typeof confirmParams>, id: string): object {
  const record = getIntent(call, id);
  refuseManaged(record, "confirm");
  const given = methodFrom(call, params);
  const current = record.intent.payment_method;
  const method = given ?? (current === null ? undefined : resolveMethod(call, current));
  if (!method) {
    const message =
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.";
    throw invalidRequest(message, { code: "payment_intent_unexpected_state" });
  }
  record.returnUrl = params.return_url ?? record.returnUrl;
  confirmIntent(call, record, method, {
    offSession: params.off_session,
    errorOnRequiresAction: params.error_on_requires_action,
  });
  return record.intent;
}

export function cancelById(call: Call, params: z.output<typeof cancelParams>, id: string): object {
  const record = getIntent(call, id);
  refuseManaged(record, "cancel");
  cancelIntent(call, record, params.cancellation_reason ?? null);
  return record.intent;
}

export function cancelIntent(
  call: Call,
  record: IntentRecord,
  reason: IntentRecord["intent"]["cancellation_reason"],
): void {
  const { intent } = record;
  if (!CANCELABLE.includes(intent.status)) {
    const message = `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${CANCELABLE.join(", ")}.`;
    throw invalidRequest(message, { code: "payment_intent_unexpected_state" });
  }
  if (intent.status === "requires_capture") releaseHold(call, intent.latest_charge ?? "");
  Object.assign(intent, {
    status: "canceled",
    amount_capturable: 0,
    canceled_at: call.emulator.now(),
    cancellation_reason: reason,
    next_action: null,
  });
  conclude(call, record, "payment_intent.canceled");
}

export function updateIntent(call: Call, params: z.output<typeof updateIntentParams>, id: string): object {
  const record = getIntent(call, id);
  const { intent } = record;
  const { amount = intent.amount, currency: code = intent.currency } = params;
  if (amount !== intent.amount || code !== intent.currency) {
    if (!CHANGEABLE.includes(intent.status)) {
      throw invalidRequest(
        `This PaymentIntent's amount could not be updated because it has a status of ${intent.status}.`,
        { code: "payment_intent_unexpected_state" },
      );
    }
    refuseManaged(record, "change the amount of");
    checkAmount(amount, code);
  }
  Object.assign(intent, { amount, currency: code, metadata: mergeMetadata(intent.metadata, params.metadata ?? {}) });
  if (params.description !== undefined) intent.description = params.description;
  if (params.receipt_email !== undefined) intent.receipt_email = params.receipt_email;
  call.emulator.store.put("intent", call.owner, id, record);
  return intent;
}

function releaseHold(call: Call, chargeId: string): void {
  const charge = getCharge(call, chargeId);
  Object.assign(charge, { refunded: true, amount_refunded: charge.amount });
  saveCharge(call, charge);
  emit(call, "charge.refunded", charge);
}

function refuseManaged({ session }: IntentRecord, verb: string): void {
  if (session === null) return;
  const message = `You cannot ${verb} this PaymentIntent because it belongs to the Checkout Session ${session}. To cancel it, expire the Checkout Session instead.`;
  throw invalidRequest(message, { code: "payment_intent_unexpected_state" });
}
