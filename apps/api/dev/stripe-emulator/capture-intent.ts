import * as z from "zod";
import { getCharge, saveCharge } from "./charges.ts";
import { checkStep } from "./currencies.ts";
import type { Call } from "./emulator.ts";
import { invalidRequest } from "./errors.ts";
import { emit } from "./events.ts";
import { integer, mergeMetadata, metadata } from "./params.ts";
import { getIntent } from "./payment-intents.ts";
import { conclude } from "./settle-intent.ts";

export const captureParams = z.strictObject({
  amount_to_capture: integer.optional(),
  metadata: metadata.optional(),
});

/** Takes all or part of a held amount; the rest is released. */
export function captureIntent(call: Call, params: z.output<typeof captureParams>, id: string): object {
  const record = getIntent(call, id);
  const { intent } = record;
  if (intent.status !== "requires_capture") {
    throw invalidRequest(
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
      { code: "payment_intent_unexpected_state" },
    );
  }
  const amount = params.amount_to_capture ?? intent.amount_capturable;
  if (amount < 1 || amount > intent.amount_capturable) {
    throw invalidRequest(
      `The \`amount_to_capture\` cannot be greater than the \`amount_capturable\` of the PaymentIntent, ${intent.amount_capturable}, nor smaller than 1.`,
      { code: "parameter_invalid_integer", param: "amount_to_capture" },
    );
  }
  const charge = getCharge(call, intent.latest_charge ?? "");
  checkStep(amount, intent.currency, "amount_to_capture");
  Object.assign(charge, { captured: true, amount_captured: amount });
  saveCharge(call, charge);
  emit(call, "charge.captured", charge);
  const changes = {
    status: "succeeded",
    amount_received: amount,
    amount_capturable: 0,
    metadata: mergeMetadata(intent.metadata, params.metadata ?? {}),
  };
  Object.assign(intent, changes);
  conclude(call, record, "payment_intent.succeeded");
  return intent;
}
