import * as z from "zod";
import { getCustomer } from "./customers.ts";
import { checkMethod, confirmIntent } from "./confirm-intent.ts";
import { MAX_AMOUNT, checkStep, formatAmount, minimumOf } from "./currencies.ts";
import type { Call } from "./emulator.ts";
import { invalidRequest } from "./errors.ts";
import { emit } from "./events.ts";
import { newId } from "./ids.ts";
import { PAGE_TYPES, chooseTypes } from "./method-types.ts";
import type { TypeChoice } from "./method-types.ts";
import {
  clearable,
  currency,
  email,
  flag,
  integer,
  list,
  mergeMetadata,
  metadata,
  shipping,
  text,
  url,
} from "./params.ts";
import { createFromData, resolveMethod } from "./payment-methods.ts";
import type { Intent, IntentRecord, MethodRecord } from "./records.ts";

export const captureMethod = z.enum(["automatic", "automatic_async", "manual"]);

/** How a caller names the means of payment; shared by create and confirm. */
export const methodParams = {
  payment_method: text(100).optional(),
  payment_method_data: z
    .strictObject({
      type: text(40),
      billing_details: z
        .strictObject({ email: email.optional(), name: text().optional(), phone: text().optional() })
        .optional(),
      sepa_debit: z.strictObject({ iban: text(34) }).optional(),
      ideal: z.strictObject({ bank: text(40).optional() }).optional(),
      konbini: z.strictObject({}).optional(),
    })
    .optional(),
  return_url: url.optional(),
  off_session: flag.optional(),
  error_on_requires_action: flag.optional(),
  use_stripe_sdk: flag.optional(),
};

export const createIntentParams = z.strictObject({
  ...methodParams,
  amount: integer,
  currency,
  allowed_payment_method_types: list(text(40)).optional(),
  payment_method_types: list(text(40)).optional(),
  automatic_payment_methods: z
    .strictObject({ enabled: flag, allow_redirects: z.enum(["always", "never"]).optional() })
    .optional(),
  capture_method: captureMethod.optional(),
  customer: text(100).optional(),
  confirm: flag.optional(),
  confirmation_method: z.enum(["automatic", "manual"]).optional(),
  description: clearable(1_000).optional(),
  metadata: metadata.optional(),
  receipt_email: email.optional(),
  shipping: shipping.optional(),
  statement_descriptor: text(22).optional(),
  statement_descriptor_suffix: text(22).optional(),
  transfer_group: text().optional(),
});

export function createIntent(call: Call, params: z.output<typeof createIntentParams>): object {
  checkAmount(params.amount, params.currency);
  const types = typesFor(params);
  const method = methodFrom(call, params);
  if (params.confirm && !method) {
    throw invalidRequest("You cannot confirm this PaymentIntent because it's missing a payment method.", {
      code: "payment_intent_unexpected_state",
    });
  }
  if (method) {
    const canReturn = params.return_url !== undefined || !params.confirm;
    checkMethod(method, types, { canReturn, hasCustomer: params.customer !== undefined });
  }
  const record = openIntent(call, {
    amount: params.amount,
    currency: params.currency,
    types,
    automatic: params.payment_method_types === undefined,
    capture_method: params.capture_method ?? "automatic_async",
    customer: params.customer === undefined ? null : getCustomer(call, params.customer).customer.id,
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata ?? {}),
    receipt_email: params.receipt_email ?? null,
    shipping: intentShipping(params.shipping),
    statement_descriptor: params.statement_descriptor ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    transfer_group: params.transfer_group ?? null,
    session: null,
  });
  record.returnUrl = params.return_url ?? null;
  if (method) Object.assign(record.intent, { status: "requires_confirmation", payment_method: method.method.id });
  if (params.confirm && method) {
    confirmIntent(call, record, method, {
      offSession: params.off_session,
      errorOnRequiresAction: params.error_on_requires_action,
    });
  }
  return record.intent;
}

export interface NewIntent extends Pick<
  Intent,
  | "amount"
  | "currency"
  | "capture_method"
  | "customer"
  | "description"
  | "metadata"
  | "receipt_email"
  | "shipping"
  | "statement_descriptor"
  | "statement_descriptor_suffix"
  | "transfer_group"
> {
  types: string[];
  automatic: boolean;
  session: string | null;
}

export function openIntent(call: Call, { types, automatic, session, ...given }: NewIntent): IntentRecord {
  const id = newId("pi");
  const intent: Intent = {
    ...given,
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: automatic ? { enabled: true } : null,
    canceled_at: null,
    cancellation_reason: null,
    client_secret: newId(`${id}_secret`),
    confirmation_method: "automatic",
    created: call.emulator.now(),
    customer_account: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: types,
    payment_record: null,
    processing: null,
    review: null,
    setup_future_usage: null,
    source: null,
    status: "requires_payment_method",
  };
  const record: IntentRecord = { intent, session, returnUrl: null };
  call.emulator.store.put("intent", call.owner, id, record);
  emit(call, "payment_intent.created", intent);
  return record;
}

export function checkAmount(amount: number, code: string): void {
  if (amount < 1)
    throw invalidRequest("This value must be greater than or equal to 1.", {
      code: "parameter_invalid_integer",
      param: "amount",
    });
  checkStep(amount, code, "amount");
  if (amount < minimumOf(code)) {
    throw invalidRequest(`Amount must be at least ${formatAmount(minimumOf(code), code)} ${code}`, {
      code: "amount_too_small",
      param: "amount",
    });
  }
  if (amount > MAX_AMOUNT) {
    throw invalidRequest(`Amount must be no more than ${formatAmount(MAX_AMOUNT, code)} ${code}`, {
      code: "amount_too_large",
      param: "amount",
    });
  }
}

/** The method that a request names, or undefined when it names none. */
export function methodFrom(call: Call, params: z.output<z.ZodObject<typeof methodParams>>): MethodRecord | undefined {
  if (params.payment_method !== undefined) return resolveMethod(call, params.payment_method);
  const data = params.payment_method_data;
  return data && createFromData(call, data.type, data.billing_details ?? {}, data.sepa_debit?.iban);
}

export function intentShipping(given: z.output<typeof shipping> | undefined): Intent["shipping"] {
  if (!given) return null;
  const { city = null, country = null, line1 = null, line2 = null, postal_code = null, state = null } = given.address;
  const { name, phone = null, carrier = null, tracking_number = null } = given;
  return { name, phone, carrier, tracking_number, address: { city, country, line1, line2, postal_code, state } };
}

// A method that was given outright counts as enabled in the account.
function typesFor(
  params: TypeChoice & { currency: string; payment_method_data?: { type: string } | undefined },
): string[] {
  const given = params.payment_method_data?.type;
  const offered = given === undefined || PAGE_TYPES.includes(given) ? PAGE_TYPES : [...PAGE_TYPES, given];
  return chooseTypes(params, params.currency, offered);
}
