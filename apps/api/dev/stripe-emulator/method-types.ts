import { invalidRequest } from "./errors.ts";

export interface MethodType {
  /** Undefined where every currency will do. */
  currencies?: string[];
  kind: "card" | "delayed" | "redirect" | "transfer" | "voucher";
}

/** Which kind of transfer brings which currency (docs.stripe.com/payments/bank-transfers). */
export const TRANSFER_TYPES: Readonly<Record<string, string>> = {
  eur: "eu_bank_transfer",
  gbp: "gb_bank_transfer",
  jpy: "jp_bank_transfer",
  mxn: "mx_bank_transfer",
  usd: "us_bank_transfer",
};

// A part of docs.stripe.com/payments/payment-methods/payment-method-support.
export const METHOD_TYPES: Record<string, MethodType> = {
  card: { kind: "card" },
  bancontact: { currencies: ["eur"], kind: "redirect" },
  eps: { currencies: ["eur"], kind: "redirect" },
  ideal: { currencies: ["eur"], kind: "redirect" },
  klarna: {
    currencies: ["aud", "cad", "chf", "czk", "dkk", "eur", "gbp", "nok", "nzd", "pln", "ron", "sek", "usd"],
    kind: "redirect",
  },
  p24: { currencies: ["eur", "pln"], kind: "redirect" },
  twint: { currencies: ["chf"], kind: "redirect" },
  bacs_debit: { currencies: ["gbp"], kind: "delayed" },
  sepa_debit: { currencies: ["eur"], kind: "delayed" },
  us_bank_account: { currencies: ["usd"], kind: "delayed" },
  customer_balance: { currencies: Object.keys(TRANSFER_TYPES), kind: "transfer" },
  konbini: { currencies: ["jpy"], kind: "voucher" },
  oxxo: { currencies: ["mxn"], kind: "voucher" },
};

/** The methods that the hosted page can take; they stand for those an account has enabled. */
export const PAGE_TYPES = ["card", "sepa_debit", "customer_balance", "konbini"];

export interface TypeChoice {
  /** A fixed list: one that does not fit the currency is an error. */
  payment_method_types?: string[] | undefined;
  /** A filter over what fits the currency. */
  allowed_payment_method_types?: string[] | undefined;
}

export function chooseTypes(choice: TypeChoice, currency: string, offered = PAGE_TYPES): string[] {
  const { payment_method_types: fixed, allowed_payment_method_types: allowed = offered } = choice;
  const unknown = [...(fixed ?? []), ...allowed].find((type) => !METHOD_TYPES[type]);
  if (unknown !== undefined) {
    throw invalidRequest(`Invalid payment method type: the emulator does not know '${unknown}'.`, {
      param: fixed ? "payment_method_types" : "allowed_payment_method_types",
    });
  }
  const misfit = fixed?.find((type) => !takes(type, currency));
  if (misfit) {
    const message = `The currency provided (${currency}) is invalid for one or more payment methods on this PaymentIntent: ${misfit} takes ${METHOD_TYPES[misfit]?.currencies?.join(", ")}.`;
    throw invalidRequest(message, { code: "payment_intent_invalid_parameter", param: "currency" });
  }
  const types = fixed ?? allowed.filter((type) => takes(type, currency));
  if (types.length === 0)
    throw invalidRequest("No valid payment method types for this payment.", {
      code: "payment_intent_invalid_parameter",
    });
  return types;
}

function takes(type: string, currency: string): boolean {
  return METHOD_TYPES[type]?.currencies?.includes(currency) ?? true;
}
