import type Stripe from "stripe";
import { recordOf } from "./copies.ts";
import type { Call } from "./emulator.ts";
import { noSuch } from "./errors.ts";
import { newId } from "./ids.ts";
import type { Charge, Intent, MethodRecord } from "./records.ts";
import type { Decline } from "./test-cards.ts";

export type ChargeResult =
  | { status: "failed"; decline: Decline }
  | { status: "pending" }
  | { status: "succeeded"; captured: boolean };

/** Books one attempt to take the intent's amount. */
export function bookCharge(call: Call, intent: Intent, { method }: MethodRecord, result: ChargeResult): Charge {
  const failed = result.status === "failed" ? result.decline : null;
  const captured = result.status === "succeeded" && result.captured;
  const charge: Charge = {
    id: newId("ch"),
    object: "charge",
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: null,
    captured,
    created: call.emulator.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failed?.code ?? null,
    failure_message: failed?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: outcomeOf(failed),
    paid: result.status === "succeeded",
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: methodDetails(method, intent.amount),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: result.status,
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
  saveCharge(call, charge);
  return charge;
}

export function saveCharge(call: Call, charge: Charge): void {
  call.emulator.store.put("charge", call.owner, charge.id, charge);
}

export function getCharge(call: Call, id: string, param = "id"): Charge {
  const charge = recordOf(call, "charge", id);
  if (!charge) throw noSuch("charge", id, param);
  return charge;
}

export function outcomeOf(failed: Decline | null): Stripe.Charge.Outcome {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: failed ? "declined_by_network" : "approved_by_network",
    reason: failed?.declineCode ?? null,
    risk_level: "normal",
    risk_score: 1,
    seller_message: failed ? "The bank did not return any further details with this decline." : "Payment complete.",
    type: failed ? "issuer_declined" : "authorized",
  };
}

function methodDetails(method: Stripe.PaymentMethod, amount: number): Stripe.Charge.PaymentMethodDetails {
  if (!method.card) return { type: method.type, [method.type]: method[method.type as "sepa_debit"] ?? {} };
  const { brand, checks, country, exp_month, exp_year, fingerprint, funding, last4 } = method.card;
  const card: Stripe.Charge.PaymentMethodDetails.Card = {
    amount_authorized: amount,
    authorization_code: null,
    brand,
    checks,
    country,
    electronic_commerce_indicator: null,
    exp_month,
    exp_year,
    fingerprint: fingerprint ?? null,
    funding,
    installments: null,
    last4,
    mandate: null,
    network: brand,
    network_transaction_id: null,
    regulated_status: "unregulated",
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  };
  return { type: "card", card };
}
