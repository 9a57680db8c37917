import type Stripe from "stripe";
import { availableIn, getCustomer, moveCash } from "./customers.ts";
import type { Call } from "./emulator.ts";
import { invalidRequest } from "./errors.ts";
import { emit } from "./events.ts";
import { TRANSFER_TYPES } from "./method-types.ts";
import type { Intent, IntentRecord } from "./records.ts";
import { currentMethod, succeed } from "./settle-intent.ts";

type Instructions = Stripe.PaymentIntent.NextAction.DisplayBankTransferInstructions;
type Address = Stripe.PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddress;

const nowhere = {
  city: "Teststadt",
  country: "DE",
  line1: "Testweg 1",
  line2: null,
  postal_code: "10115",
  state: null,
};
const shared = { account_holder_address: nowhere, account_holder_name: "Test shop", bank_address: nowhere };

/** The virtual account of a customer: no bank knows it. */
function addressesFor(currency: string, digits: string): Address[] {
  switch (currency) {
    case "gbp":
      return [
        {
          type: "sort_code",
          supported_networks: ["bacs", "fps"],
          sort_code: { ...shared, account_number: digits.slice(0, 8), sort_code: "000000" },
        },
      ];
    case "usd":
      return [
        {
          type: "aba",
          supported_networks: ["ach", "domestic_wire_us"],
          aba: {
            ...shared,
            account_number: digits,
            account_type: "checking",
            bank_name: "Test bank",
            routing_number: "110000000",
          },
        },
      ];
    case "jpy":
      return [
        {
          type: "zengin",
          supported_networks: ["zengin"],
          zengin: {
            ...shared,
            account_holder_name: "テストショップ",
            account_number: digits.slice(0, 7),
            account_type: "futsu",
            bank_code: "0000",
            bank_name: "テスト銀行",
            branch_code: "000",
            branch_name: "テスト支店",
          },
        },
      ];
    case "mxn":
      return [
        {
          type: "spei",
          supported_networks: ["spei"],
          spei: { ...shared, bank_code: "000", bank_name: "Banco de prueba", clabe: digits.padStart(18, "0") },
        },
      ];
    default:
      return [
        {
          type: "iban",
          supported_networks: ["sepa"],
          iban: { ...shared, bic: "TESTDE00XXX", country: "DE", iban: testIban(digits) },
        },
      ];
  }
}

/** ISO 13616 check digits for a German account at a bank that does not exist. */
function testIban(digits: string): string {
  const account = `00000000${digits.padStart(10, "0").slice(0, 10)}`;
  const check = 98n - (BigInt(`${account}131400`) % 97n);
  return `DE${String(check).padStart(2, "0")}${account}`;
}

/** Where to send the money, until all of it is there. */
export function transferAction(call: Call, { intent }: IntentRecord): Stripe.PaymentIntent.NextAction {
  const digits = [...(intent.customer ?? "")]
    .map((sign) => (sign.codePointAt(0) ?? 0) % 10)
    .join("")
    .slice(-10);
  const instructions: Instructions = {
    amount_remaining: intent.amount,
    currency: intent.currency,
    financial_addresses: addressesFor(intent.currency, digits),
    hosted_instructions_url: `${call.emulator.publicUrl}/c/transfer/${intent.id}?secret=${intent.client_secret ?? ""}`,
    reference: intent.id.slice(-12).toUpperCase(),
    type: TRANSFER_TYPES[intent.currency] ?? "eu_bank_transfer",
  };
  return { type: "display_bank_transfer_instructions", display_bank_transfer_instructions: instructions };
}

/**
 * A transfer arrives: as much of it as the payment still lacks goes there, the rest stays on the customer's balance.
 * Money for a payment that wants none stays there as a whole.
 */
export function receiveTransfer(call: Call, record: IntentRecord, amount: number): void {
  const { intent } = record;
  const { customer, currency: code } = intent;
  if (customer === null || intent.payment_method === null) {
    throw invalidRequest(`This PaymentIntent waits for no transfer: its status is ${intent.status}.`);
  }
  const kind = TRANSFER_TYPES[code] ?? "eu_bank_transfer";
  moveCash(call, customer, code, amount, {
    type: "funded",
    funded: { bank_transfer: { reference: null, type: kind } },
  });
  const wanted = intent.next_action?.display_bank_transfer_instructions;
  const { transactions, isManual = false } = getCustomer(call, customer);
  if (isManual || intent.status !== "requires_action" || wanted === undefined) return;
  applyTransferred(call, record, Math.min(wanted.amount_remaining ?? 0, availableIn(transactions, code)));
}

/** What a payment lacks beside what lies on its customer's balance. */
export function stillMissing(call: Call, { amount, currency: code, customer, next_action: action }: Intent): number {
  const lacking = action?.display_bank_transfer_instructions?.amount_remaining ?? amount;
  const there = customer === null ? 0 : availableIn(getCustomer(call, customer).transactions, code);
  return Math.max(0, lacking - there);
}

/** Puts what lies on a customer's balance into a payment. */
export function applyTransferred(call: Call, record: IntentRecord, applied: number): void {
  const { intent } = record;
  const { customer, currency: code } = intent;
  const wanted = intent.next_action?.display_bank_transfer_instructions;
  if (wanted === undefined || customer === null) return;
  const lacking = wanted.amount_remaining ?? 0;
  moveCash(call, customer, code, -applied, {
    type: "applied_to_payment",
    applied_to_payment: { payment_intent: intent.id },
  });
  if (applied === lacking) {
    succeed(call, record, currentMethod(call, record));
    return;
  }
  wanted.amount_remaining = lacking - applied;
  call.emulator.store.put("intent", call.owner, intent.id, record);
  emit(call, "payment_intent.partially_funded", intent);
}
