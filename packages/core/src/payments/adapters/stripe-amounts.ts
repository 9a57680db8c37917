/**
 * Stripe's amounts. ISO 4217's minor unit is Stripe's, with the exceptions of docs.stripe.com/currencies (read
 * 2026-11): MGA is written without digits although ISO gives it two; ISK and UGX keep the two digits that they
 * once had (whole units only); currencies of three digits take multiples of ten.
 */
import { type CurrencyCode, currencyFacts, isCurrencyCode, minorUnits } from "../../kernel/currency.ts";
import { type Money, money } from "../../kernel/money.ts";

interface Exception {
  /** Digits in Stripe's amounts. */
  readonly digits: number;
  /** Stripe's amounts are multiples of this. */
  readonly step: number;
}

const exceptions: Readonly<Partial<Record<CurrencyCode, Exception>>> = {
  MGA: { digits: 0, step: 1 },
  ISK: { digits: 2, step: 100 },
  UGX: { digits: 2, step: 100 },
};

/** docs.stripe.com/currencies, "zero-decimal" and "three-decimal" currencies. */
const listedWithout: ReadonlySet<string> = new Set(
  "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF".split(" "),
);
const listedWithThree: ReadonlySet<string> = new Set("BHD JOD KWD OMR TND".split(" "));

function shapeOf(currency: CurrencyCode): Exception {
  const digits = minorUnits(currency);
  return exceptions[currency] ?? { digits, step: digits === 3 ? 10 : 1 };
}

/**
 * Decimals of the currency in Stripe's lists: 0 and 3 where it is named there, else 2. `sent` differs where amounts
 * are still written with the two digits that the currency once had; null for a text that is no currency.
 */
export function stripeDigits(code: string): { readonly listed: number; readonly sent: number } | null {
  if (currencyFacts(code) === undefined) return null;
  const listed = listedWithout.has(code) ? 0 : listedWithThree.has(code) ? 3 : 2;
  return { listed, sent: isCurrencyCode(code) ? (exceptions[code]?.digits ?? listed) : listed };
}

/** Of what number of ISO's minor units an amount is a multiple that Stripe can charge: 10 for KWD, mostly 1. */
export function chargeStep(currency: CurrencyCode): number {
  const { digits, step } = shapeOf(currency);
  const shift = digits - minorUnits(currency);
  return shift >= 0 ? Math.max(1, step / 10 ** shift) : step * 10 ** -shift;
}

/** The amount as Stripe wants it, or undefined when Stripe cannot charge exactly that much. */
export function toStripeAmount(value: Money): number | undefined {
  const { digits, step } = shapeOf(value.currency);
  const shift = digits - minorUnits(value.currency);
  const amount = shift >= 0 ? value.amount * 10 ** shift : value.amount / 10 ** -shift;
  return Number.isSafeInteger(amount) && amount % step === 0 ? amount : undefined;
}

/** What Stripe's amount and currency mean here, or undefined when they mean nothing. */
export function fromStripeAmount(amount: number, currency: string): Money | undefined {
  const code = currency.toUpperCase();
  if (!isCurrencyCode(code)) return undefined;
  const shift = minorUnits(code) - shapeOf(code).digits;
  const minor = shift >= 0 ? amount * 10 ** shift : amount / 10 ** -shift;
  return Number.isSafeInteger(minor) ? money(minor, code) : undefined;
}
