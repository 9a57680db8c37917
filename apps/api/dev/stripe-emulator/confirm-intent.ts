import { transferAction } from "./bank-transfers.ts";
import type { Call } from "./emulator.ts";
import { invalidRequest } from "./errors.ts";
import type { IntentRecord, MethodRecord } from "./records.ts";
import { conclude, currentMethod, decline, failAuthentication, startProcessing, succeed } from "./settle-intent.ts";
import { DECLINES } from "./test-cards.ts";

const CONFIRMABLE = ["requires_payment_method", "requires_confirmation", "requires_action"];

export interface ConfirmOptions {
  /** The shopper is not there to be asked. */
  offSession?: boolean | undefined;
  errorOnRequiresAction?: boolean | undefined;
}

/** Charges the method, or asks the shopper first. Throws the 402 of a declined card, whose attempt is kept. */
export function confirmIntent(
  call: Call,
  record: IntentRecord,
  method: MethodRecord,
  options: ConfirmOptions = {},
): void {
  const { intent } = record;
  if (!CONFIRMABLE.includes(intent.status)) {
    const why =
      intent.status === "succeeded"
        ? "it has already succeeded after being previously confirmed"
        : `it has a status of ${intent.status}`;
    throw invalidRequest(`You cannot confirm this PaymentIntent because ${why}.`, {
      code: "payment_intent_unexpected_state",
    });
  }
  checkMethod(method, intent.payment_method_types, {
    canReturn: record.returnUrl !== null || record.session !== null,
    hasCustomer: intent.customer !== null,
  });
  intent.payment_method = method.method.id;
  const { behaviour } = method;
  switch (behaviour.kind) {
    case "succeed":
      succeed(call, record, method);
      return;
    case "delayed":
      startProcessing(call, record, method);
      return;
    case "decline":
      throw decline(call, record, method, behaviour.decline);
    case "authenticate":
      if (options.offSession || options.errorOnRequiresAction)
        throw decline(call, record, method, DECLINES.authenticationRequired);
      askShopper(call, record, redirectAction(call, record));
      return;
    case "redirect":
      askShopper(call, record, redirectAction(call, record));
      return;
    case "voucher":
      askShopper(call, record, voucherAction(call, method.method.type));
      return;
    case "transfer":
      askShopper(call, record, transferAction(call, record));
  }
}

/** Refuses a method that the intent cannot take, before anything is stored. */
export function checkMethod(
  { method, behaviour }: MethodRecord,
  types: string[],
  { canReturn, hasCustomer }: { canReturn: boolean; hasCustomer: boolean },
): void {
  if (!types.includes(method.type)) {
    throw invalidRequest(
      `The PaymentMethod provided (${method.type}) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of the following types: ${types.join(", ")}.`,
      { code: "payment_intent_incompatible_payment_method", param: "payment_method" },
    );
  }
  if (behaviour.kind === "transfer" && !hasCustomer) {
    throw invalidRequest("The payment method `customer_balance` requires a `customer`.", {
      code: "parameter_missing",
      param: "customer",
    });
  }
  if (behaviour.kind === "redirect" && !canReturn) {
    throw invalidRequest(`You must provide a \`return_url\` when confirming using ${method.type}.`, {
      code: "parameter_missing",
      param: "return_url",
    });
  }
}

/** The shopper came back from the challenge, or from the bank's page. */
export function finishAuthentication(call: Call, record: IntentRecord, passed: boolean): void {
  const { intent } = record;
  if (intent.status !== "requires_action") {
    throw invalidRequest(`This PaymentIntent waits for no action: its status is ${intent.status}.`, {
      code: "payment_intent_unexpected_state",
    });
  }
  if (!passed) throw failAuthentication(call, record);
  const method = currentMethod(call, record);
  if (method.behaviour.kind === "transfer") {
    throw invalidRequest("This PaymentIntent waits for a transfer: POST /_dev/transfer/:id sends one.");
  }
  const reason = method.behaviour.kind === "authenticate" ? method.behaviour.afterwards : null;
  if (reason) throw decline(call, record, method, reason);
  succeed(call, record, method);
}

function askShopper(
  call: Call,
  record: IntentRecord,
  action: NonNullable<IntentRecord["intent"]["next_action"]>,
): void {
  Object.assign(record.intent, { status: "requires_action", next_action: action, last_payment_error: null });
  conclude(call, record, "payment_intent.requires_action");
}

function redirectAction(call: Call, { intent, returnUrl, session }: IntentRecord) {
  const url = `${call.emulator.publicUrl}/c/authenticate/${intent.id}?secret=${intent.client_secret ?? ""}`;
  if (returnUrl === null && session === null)
    return { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: url } };
  return { type: "redirect_to_url", redirect_to_url: { url, return_url: returnUrl } };
}

function voucherAction(call: Call, type: string) {
  const expires = call.emulator.now() + 3 * 86_400;
  const details = { expires_at: expires, expires_after: expires, hosted_voucher_url: null, stores: {}, number: null };
  return { type: `${type}_display_details`, [`${type}_display_details`]: details };
}
