import * as z from "zod";
import type Stripe from "stripe";
import type { Call } from "./emulator.ts";
import { noSuch } from "./errors.ts";
import { emit } from "./events.ts";
import { newId } from "./ids.ts";
import { email, mergeMetadata, metadata, text } from "./params.ts";
import type { CashTransaction, CustomerRecord } from "./records.ts";

const reconciliation = z.enum(["automatic", "manual", "merchant_default"]);

export const createCustomerParams = z.strictObject({
  cash_balance: z.strictObject({ settings: z.strictObject({ reconciliation_mode: reconciliation }) }).optional(),
  email: email.optional(),
  name: text(256).optional(),
  description: text().optional(),
  metadata: metadata.optional(),
});

export function createCustomer(call: Call, params: z.output<typeof createCustomerParams>): object {
  const id = newId("cus", 14);
  const customer: Stripe.Customer = {
    id,
    object: "customer",
    address: null,
    balance: 0,
    created: call.emulator.now(),
    currency: null,
    default_source: null,
    delinquent: false,
    description: params.description ?? null,
    discount: null,
    email: params.email ?? null,
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: mergeMetadata({}, params.metadata ?? {}),
    name: params.name ?? null,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
  const isManual = params.cash_balance?.settings.reconciliation_mode === "manual";
  save(call, { customer, transactions: [], ...(isManual ? { isManual } : {}) });
  emit(call, "customer.created", customer);
  return customer;
}

export function getCustomer(call: Call, id: string, param = "customer"): CustomerRecord {
  const record = call.emulator.store.get("customer", call.owner, id);
  if (!record) throw noSuch("customer", id, param);
  return record;
}

/** Money that a customer has sent and that no payment has taken. */
export function cashBalance({ customer, transactions, isManual = false }: CustomerRecord): object {
  const currencies = [...new Set(transactions.map(({ currency }) => currency))];
  return {
    object: "cash_balance",
    available: Object.fromEntries(currencies.map((code) => [code, availableIn(transactions, code)])),
    customer: customer.id,
    livemode: false,
    settings: { reconciliation_mode: isManual ? "manual" : "automatic", using_merchant_default: !isManual },
  };
}

export function availableIn(transactions: readonly CashTransaction[], currency: string): number {
  return transactions.findLast((one) => one.currency === currency)?.ending_balance ?? 0;
}

type Movement = Pick<CashTransaction, "funded" | "applied_to_payment" | "refunded_from_payment" | "type">;

/** Books what came in or went out, and tells of it. */
export function moveCash(call: Call, id: string, currency: string, amount: number, movement: Movement): void {
  const record = getCustomer(call, id);
  const entry: CashTransaction = {
    id: newId("ccsbtxn"),
    object: "customer_cash_balance_transaction",
    created: call.emulator.now(),
    currency,
    customer: id,
    customer_account: null,
    ending_balance: availableIn(record.transactions, currency) + amount,
    livemode: false,
    net_amount: amount,
    ...movement,
  };
  record.transactions.push(entry);
  save(call, record);
  emit(call, "customer_cash_balance_transaction.created", entry);
}

function save(call: Call, record: CustomerRecord): void {
  call.emulator.store.put("customer", call.owner, record.customer.id, record);
}
