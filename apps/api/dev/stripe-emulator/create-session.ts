import * as z from "zod";
import { captureMethod, intentShipping } from "./create-intent.ts";
import { MAX_AMOUNT, formatAmount, minimumOf } from "./currencies.ts";
import { getCustomer } from "./customers.ts";
import type { Call } from "./emulator.ts";
import { invalidRequest } from "./errors.ts";
import { newId } from "./ids.ts";
import { lineItemParams, readLines } from "./line-items.ts";
import { PAGE_TYPES, TRANSFER_TYPES, chooseTypes } from "./method-types.ts";
import { currency, email, flag, integer, list, mergeMetadata, metadata, shipping, text, url } from "./params.ts";
import type { IntentData, LineItem, Session, SessionRecord } from "./records.ts";
import { newSession } from "./session-object.ts";

const MIN_LIFE = 30 * 60;
const MAX_LIFE = 24 * 3_600;

// The list of docs.stripe.com/js/appendix/supported_locales for Checkout. It has no Arabic: shoppers get that by `auto`.
const LOCALES = [
  ..."auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt".split(
    " ",
  ),
  ..."pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW".split(" "),
];

export const createSessionParams = z.strictObject({
  mode: z.enum(["payment"], { error: "The emulator knows the mode 'payment' only" }).default("payment"),
  ui_mode: z.enum(["hosted_page"], { error: "The emulator knows the ui_mode 'hosted_page' only" }).optional(),
  line_items: list(lineItemParams),
  success_url: url,
  cancel_url: url.optional(),
  currency: currency.optional(),
  customer: text(100).optional(),
  customer_email: email.optional(),
  customer_creation: z.enum(["always", "if_required"]).optional(),
  client_reference_id: text(200).optional(),
  metadata: metadata.optional(),
  expires_at: integer.optional(),
  locale: z.enum(LOCALES).optional(),
  allowed_payment_method_types: list(text(40)).optional(),
  payment_method_types: list(text(40)).optional(),
  payment_method_options: z
    .strictObject({
      customer_balance: z
        .strictObject({
          funding_type: z.enum(["bank_transfer"]).optional(),
          bank_transfer: z
            .strictObject({
              type: z.enum(Object.values(TRANSFER_TYPES)),
              eu_bank_transfer: z.strictObject({ country: z.enum(["BE", "DE", "ES", "FR", "IE", "NL"]) }).optional(),
            })
            .optional(),
        })
        .optional(),
    })
    .optional(),
  submit_type: z.enum(["auto", "book", "donate", "pay"]).optional(),
  billing_address_collection: z.enum(["auto", "required"]).optional(),
  origin_context: z.enum(["mobile_app", "web"]).optional(),
  adaptive_pricing: z.strictObject({ enabled: flag }).optional(),
  automatic_tax: z
    .strictObject({ enabled: z.literal("false", "The emulator computes no tax: send it as line items") })
    .optional(),
  branding_settings: z
    .strictObject({
      display_name: text(100).optional(),
      background_color: text(7).optional(),
      border_style: z.enum(["pill", "rectangular", "rounded"]).optional(),
      button_color: text(7).optional(),
      font_family: text(40).optional(),
    })
    .optional(),
  payment_intent_data: z
    .strictObject({
      capture_method: captureMethod.optional(),
      description: text(1_000).optional(),
      metadata: metadata.optional(),
      receipt_email: email.optional(),
      shipping: shipping.optional(),
      statement_descriptor: text(22).optional(),
      statement_descriptor_suffix: text(22).optional(),
      transfer_group: text().optional(),
    })
    .optional(),
});

type Params = z.output<typeof createSessionParams>;

export function createSession(call: Call, params: Params): object {
  const now = call.emulator.now();
  const lines = readLines(params.line_items, params.currency, now);
  const code = lines[0]?.currency ?? "";
  const total = sumLines(lines, code);
  const expires = params.expires_at ?? now + MAX_LIFE;
  if (expires < now + MIN_LIFE || expires > now + MAX_LIFE) {
    throw invalidRequest(
      "The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from Checkout Session creation.",
      { param: "expires_at" },
    );
  }
  const types = chooseTypes(params, code, offered(call, params, code)).filter((type) => PAGE_TYPES.includes(type));
  if (types.length === 0)
    throw invalidRequest(`The emulator's page takes ${PAGE_TYPES.join(" and ")} only.`, {
      param: "payment_method_types",
    });
  const id = newId("cs_test", 58);
  const email = params.customer === undefined ? null : getCustomer(call, params.customer).customer.email;
  const record: SessionRecord = {
    session: newSession({
      ...given(params),
      ...(email === null ? {} : { customer_email: email }),
      id,
      created: now,
      expires_at: expires,
      currency: code,
      amount_total: total,
      payment_method_types: types,
      url: `${call.emulator.publicUrl}/c/pay/${id}`,
    }),
    lines,
    intentData: { ...intentData(params.payment_intent_data), customer: params.customer ?? null },
  };
  call.emulator.store.put("session", call.owner, id, record);
  call.emulator.expiry.watch(expires);
  return record.session;
}

/** Bank transfers need a customer whose balance they fill, and the kind of transfer that brings this currency. */
function offered(call: Call, params: Params, code: string): string[] {
  const asked = [...(params.payment_method_types ?? []), ...(params.allowed_payment_method_types ?? [])];
  const transfer = params.payment_method_options?.customer_balance?.bank_transfer;
  if (params.customer !== undefined) getCustomer(call, params.customer);
  if (!asked.includes("customer_balance")) return PAGE_TYPES.filter((type) => type !== "customer_balance");
  if (params.customer === undefined) {
    throw invalidRequest("The payment method `customer_balance` requires a `customer`.", {
      code: "parameter_missing",
      param: "customer",
    });
  }
  if (transfer !== undefined && transfer.type !== TRANSFER_TYPES[code]) {
    throw invalidRequest(`A ${transfer.type} brings no ${code}.`, {
      param: "payment_method_options[customer_balance][bank_transfer][type]",
    });
  }
  if (transfer?.type === "eu_bank_transfer" && transfer.eu_bank_transfer === undefined) {
    throw invalidRequest(
      "Missing required param: payment_method_options[customer_balance][bank_transfer][eu_bank_transfer][country].",
      {
        code: "parameter_missing",
        param: "payment_method_options[customer_balance][bank_transfer][eu_bank_transfer][country]",
      },
    );
  }
  return PAGE_TYPES;
}

function given(params: Params): Partial<Session> {
  const branding = params.branding_settings;
  return {
    adaptive_pricing: { enabled: params.adaptive_pricing?.enabled ?? false },
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    billing_address_collection: params.billing_address_collection ?? null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    customer: params.customer ?? null,
    customer_creation: params.customer_creation ?? "if_required",
    customer_email: params.customer_email ?? null,
    locale: params.locale ?? null,
    metadata: mergeMetadata({}, params.metadata ?? {}),
    origin_context: params.origin_context ?? null,
    submit_type: params.submit_type ?? null,
    success_url: params.success_url,
    branding_settings: {
      background_color: branding?.background_color ?? "#ffffff",
      border_style: branding?.border_style ?? "rounded",
      button_color: branding?.button_color ?? "#0074d4",
      display_name: branding?.display_name ?? "",
      font_family: branding?.font_family ?? "default",
      icon: null,
      logo: null,
    },
  };
}

function sumLines(lines: LineItem[], code: string): number {
  const total = lines.reduce((sum, line) => sum + line.amount_total, 0);
  if (total < minimumOf(code)) {
    const message = `The Checkout Session's total amount due must add up to at least ${formatAmount(minimumOf(code), code)} ${code}`;
    throw invalidRequest(message, { code: "amount_too_small" });
  }
  if (total > MAX_AMOUNT) {
    const message = `The Checkout Session's total amount must be no more than ${formatAmount(MAX_AMOUNT, code)} ${code}`;
    throw invalidRequest(message, { code: "amount_too_large" });
  }
  return total;
}

function intentData(data: Params["payment_intent_data"]): Omit<IntentData, "customer"> {
  return {
    capture_method: data?.capture_method ?? "automatic_async",
    description: data?.description ?? null,
    metadata: mergeMetadata({}, data?.metadata ?? {}),
    receipt_email: data?.receipt_email ?? null,
    shipping: intentShipping(data?.shipping),
    statement_descriptor: data?.statement_descriptor ?? null,
    statement_descriptor_suffix: data?.statement_descriptor_suffix ?? null,
    transfer_group: data?.transfer_group ?? null,
  };
}
