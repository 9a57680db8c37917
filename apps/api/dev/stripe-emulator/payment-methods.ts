import type Stripe from "stripe";
import type { Call } from "./emulator.ts";
import { invalidRequest, noSuch } from "./errors.ts";
import { newId } from "./ids.ts";
import { METHOD_TYPES } from "./method-types.ts";
import type { MethodRecord } from "./records.ts";
import { cardByMethod } from "./test-cards.ts";
import type { Behaviour, TestCard } from "./test-cards.ts";

export interface Payer {
  email?: string | null | undefined;
  name?: string | null | undefined;
}

export interface CardDates {
  month: number;
  year: number;
}

/** The account's own method, or a new one from a `pm_card_…` of the test table. */
export function resolveMethod(call: Call, id: string): MethodRecord {
  const known = call.emulator.store.get("method", call.owner, id);
  if (known) return known;
  const card = cardByMethod(id);
  if (!card) throw noSuch("PaymentMethod", id, "payment_method", 400);
  const year = new Date(call.emulator.now() * 1_000).getUTCFullYear() + 3;
  return createCard(call, card, { month: 8, year }, {});
}

export function createCard(call: Call, card: TestCard, { month, year }: CardDates, payer: Payer): MethodRecord {
  const details: Stripe.PaymentMethod.Card = {
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "unchecked" },
    country: card.country,
    display_brand: card.brand,
    exp_month: month,
    exp_year: year,
    fingerprint: `fp${card.number.slice(0, 6)}${card.number.slice(-4)}`,
    funding: "credit",
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [card.brand], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
  return save(call, { ...common(call, "card", payer), card: details }, card.behaviour);
}

/** The test IBANs of docs.stripe.com/testing: those that end in 3001 and 3202 fail when the debit is settled. */
export function createSepaDebit(call: Call, iban: string, payer: Payer): MethodRecord {
  const details: Stripe.PaymentMethod.SepaDebit = {
    bank_code: iban.slice(4, 12),
    branch_code: "",
    country: iban.slice(0, 2),
    fingerprint: `fp${iban.slice(0, 4)}${iban.slice(-4)}`,
    generated_from: { charge: null, setup_attempt: null },
    last4: iban.slice(-4),
  };
  const behaviour: Behaviour = { kind: "delayed", fails: /(?:3001|3202)$/.test(iban) };
  return save(call, { ...common(call, "sepa_debit", payer), sepa_debit: details }, behaviour);
}

/** Paid from what the customer transfers to its balance, or as a voucher at a till. */
export function createWaiting(call: Call, type: "customer_balance" | "konbini", payer: Payer): MethodRecord {
  const behaviour: Behaviour = { kind: type === "konbini" ? "voucher" : "transfer" };
  return save(call, { ...common(call, type, payer), [type]: {} }, behaviour);
}

/** A method that was given as `payment_method_data`: redirects, vouchers and debits. */
export function createFromData(call: Call, type: string, payer: Payer, iban?: string): MethodRecord {
  const known = METHOD_TYPES[type];
  if (!known || known.kind === "card") {
    throw invalidRequest(
      `Invalid payment_method_data[type]: the emulator makes no '${type}' from data; use a pm_card_… test method.`,
      { param: "payment_method_data[type]" },
    );
  }
  if (type === "sepa_debit" && iban !== undefined) return createSepaDebit(call, iban, payer);
  const behaviour: Behaviour = known.kind === "delayed" ? { kind: "delayed", fails: false } : { kind: known.kind };
  return save(call, { ...common(call, type, payer), [type]: {} }, behaviour);
}

export function getMethod(call: Call, id: string): MethodRecord {
  const record = call.emulator.store.get("method", call.owner, id);
  if (!record) throw noSuch("PaymentMethod", id, "payment_method");
  return record;
}

function common(call: Call, type: string, payer: Payer): Stripe.PaymentMethod {
  return {
    id: newId("pm"),
    object: "payment_method",
    billing_details: {
      address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
      email: payer.email ?? null,
      name: payer.name ?? null,
      phone: null,
      tax_id: null,
    },
    created: call.emulator.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type,
  };
}

function save(call: Call, method: Stripe.PaymentMethod, behaviour: Behaviour): MethodRecord {
  const record: MethodRecord = { method, behaviour };
  call.emulator.store.put("method", call.owner, method.id, record);
  return record;
}
