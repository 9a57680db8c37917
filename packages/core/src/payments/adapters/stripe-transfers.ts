import { type Money, money } from "../../kernel/money.ts";
import { toInstant } from "../../kernel/time.ts";
import type { RefundReport, ReportedInstructions, SessionRequest, Surplus } from "../provider.ts";
import type { AccountField, PaymentInstructions } from "../schemas.ts";
import { fromStripeAmount, toStripeAmount } from "./stripe-amounts.ts";
import { asking, clientFor, type Stripe, type StripeAccess, unknownOutcome } from "./stripe-client.ts";

/*
 * Payments that the shopper sends: bank transfers to an account that Stripe opens for this one payment's buyer, and
 * vouchers for a till (docs.stripe.com/payments/bank-transfers, docs.stripe.com/payments/vouchers; read 2026-11).
 */

type TransferOptions = Stripe.Checkout.SessionCreateParams.PaymentMethodOptions.CustomerBalance;

const transferTypes = {
  EUR: "eu_bank_transfer",
  GBP: "gb_bank_transfer",
  JPY: "jp_bank_transfer",
  MXN: "mx_bank_transfer",
  USD: "us_bank_transfer",
} as const;

/** Where Stripe opens euro accounts; a transfer from anywhere in SEPA reaches each of them. */
const euroCountries = ["BE", "DE", "ES", "FR", "IE", "NL"];

/** The transfer that the page offers: where the shop names it, in a currency that has one. */
export function bankTransferFor({ methods, total, buyer }: SessionRequest): TransferOptions | null {
  const type = Object.entries(transferTypes).find(([currency]) => currency === total.currency)?.[1];
  if (methods?.includes("customer_balance") !== true || type === undefined) return null;
  const country = euroCountries.includes(buyer.country) ? buyer.country : "DE";
  const euro = type === "eu_bank_transfer" ? { eu_bank_transfer: { country } } : {};
  return { funding_type: "bank_transfer", bank_transfer: { type, ...euro } };
}

/** The methods to name: a transfer only where there is one. */
export function methodsFor(request: SessionRequest): readonly string[] | null {
  if (request.methods === null || bankTransferFor(request) !== null) return request.methods;
  const others = request.methods.filter((method) => method !== "customer_balance");
  return others.length === 0 ? request.methods : others;
}

/**
 * A customer at Stripe for this one payment, so that its transfers pay nothing else. Stripe writes to the address
 * when it needs an account to send money back to. What comes stays on the customer's balance until we apply it
 * (docs.stripe.com/payments/customer-balance/reconciliation): a part that a payment has taken could not go back.
 */
export async function createPayer(access: StripeAccess, { paymentId, email, buyer }: SessionRequest): Promise<string> {
  const customer = await clientFor(access).customers.create(
    {
      email,
      name: buyer.name,
      metadata: { payment_id: paymentId },
      cash_balance: { settings: { reconciliation_mode: "manual" } },
    },
    { idempotencyKey: `customer-${paymentId}` },
  );
  return customer.id;
}

type NextAction = Stripe.PaymentIntent.NextAction;

/** What the shopper has been told to do; null when there is nothing to do, or not by a transfer or voucher. */
export function instructionsOf(intent: Stripe.PaymentIntent | null): ReportedInstructions | null {
  const action = intent?.status === "requires_action" ? intent.next_action : null;
  const total = intent === null ? undefined : fromStripeAmount(intent.amount, intent.currency);
  if (action === null || total === undefined) return null;
  const transfer = action.display_bank_transfer_instructions;
  return transfer === undefined ? voucherOf(action, total) : transferOf(transfer, total);
}

function transferOf(
  {
    amount_remaining: left,
    reference,
    financial_addresses: addresses = [],
    hosted_instructions_url: url,
  }: NonNullable<NextAction["display_bank_transfer_instructions"]>,
  total: Money,
): ReportedInstructions {
  const remaining = left === null ? total : (fromStripeAmount(left, total.currency) ?? total);
  const accounts = addresses.map(fieldsOf).filter((fields) => fields.length > 0);
  return { kind: "bank_transfer", remaining, reference, accounts, url, until: null };
}

function voucherOf(action: NextAction, remaining: Money): ReportedInstructions | null {
  const { konbini_display_details: konbini, oxxo_display_details: oxxo, boleto_display_details: boleto } = action;
  const { multibanco_display_details: multibanco } = action;
  const shown = konbini ?? oxxo ?? boleto ?? multibanco;
  if (shown === undefined) return null;
  const ends = konbini?.expires_at ?? oxxo?.expires_after ?? boleto?.expires_at ?? multibanco?.expires_at ?? null;
  const reference = oxxo?.number ?? boleto?.number ?? multibanco?.reference ?? null;
  const until = ends === null ? null : toInstant(new Date(ends * 1000));
  return { kind: "voucher", remaining, reference, accounts: [], url: shown.hosted_voucher_url, until };
}

type FinancialAddress = NonNullable<
  NonNullable<NextAction["display_bank_transfer_instructions"]>["financial_addresses"]
>[number];
type Fields = PaymentInstructions["accounts"][number];

function fieldsOf({ iban, sort_code: uk, aba, swift, spei, zengin }: FinancialAddress): Fields {
  const holder = iban ?? uk ?? aba ?? swift ?? spei ?? zengin;
  const values: Readonly<Record<AccountField, string | null | undefined>> = {
    account_holder: holder?.account_holder_name,
    iban: iban?.iban,
    bic: iban?.bic,
    bank_name: (aba ?? swift ?? spei ?? zengin)?.bank_name,
    bank_code: (spei ?? zengin)?.bank_code,
    branch_name: zengin?.branch_name,
    branch_code: zengin?.branch_code,
    account_type: zengin?.account_type,
    account_number: (uk ?? aba ?? swift ?? zengin)?.account_number,
    sort_code: uk?.sort_code,
    routing_number: aba?.routing_number,
    swift_code: swift?.swift_code,
    clabe: spei?.clabe,
  };
  return (Object.entries(values) as [AccountField, string | null | undefined][]).flatMap(([field, value]) =>
    value === null || value === undefined || value === "" ? [] : [{ field, value }],
  );
}

const mustAnswer = (refused: string): never => {
  throw unknownOutcome(refused);
};

/** What a buyer has sent and no payment has taken; null when that is nothing. */
export async function readBalance(access: StripeAccess, customer: string, currency: string): Promise<Money | null> {
  const code = currency.toLowerCase();
  return asking(async () => {
    const { available } = await clientFor(access).customers.retrieveCashBalance(customer);
    const amount = fromStripeAmount(available?.[code] ?? 0, code);
    return amount === undefined || amount.amount <= 0 ? null : amount;
  }, mustAnswer);
}

/** Pays with what lies on the buyer's balance. Refused when it is no longer enough, or the payment is settled. */
export async function applyBalance(access: StripeAccess, intentId: string): Promise<void> {
  await asking(
    () => clientFor(access).paymentIntents.applyCustomerBalance(intentId, {}, { idempotencyKey: `apply-${intentId}` }),
    () => undefined,
  );
}

/** What lies on a buyer's balance in this currency: more than was asked for, or what came when nothing was awaited. */
export async function readSurplus(access: StripeAccess, customer: string, currency: string): Promise<Surplus | null> {
  const amount = await readBalance(access, customer, currency);
  if (amount === null) return null;
  return asking(async () => {
    const [last] = (await clientFor(access).customers.listCashBalanceTransactions(customer, { limit: 1 })).data;
    return last === undefined ? null : { amount, ref: last.id };
  }, mustAnswer);
}

/** Sends it back to where it came from. Asked again with the same surplus it sends it once. */
export async function refundSurplus(
  access: StripeAccess,
  customer: string,
  { amount, currency, ref }: { readonly amount: number; readonly currency: Money["currency"]; readonly ref: string },
): Promise<RefundReport> {
  const failed = (code: string): RefundReport => ({ state: "failed", providerRef: null, failureCode: code });
  const asked = toStripeAmount(money(amount, currency));
  if (asked === undefined) return failed("amount_not_refundable");
  return asking(async () => {
    const refund = await clientFor(access).refunds.create(
      {
        origin: "customer_balance",
        customer,
        amount: asked,
        currency: currency.toLowerCase(),
        metadata: { surplus: ref },
      },
      { idempotencyKey: `surplus-${ref}` },
    );
    return { state: "pending", providerRef: refund.id, failureCode: null };
  }, failed);
}
