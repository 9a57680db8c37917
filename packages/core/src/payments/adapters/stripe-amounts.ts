/**
 * Stripe's amounts. ISO 4217's minor unit is Stripe's, with the exceptions of docs.stripe.com/currencies (read
 * 2026-11): MGA is written without digits although ISO gives it two; ISK and UGX keep the two digits that they
 * once had (whole units only); currencies of three digits take multiples of ten.
 */
import { type CurrencyCode, isCurrencyCode, minorUnits } from "../../kernel/currency.ts";
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

function shapeOf(currency: CurrencyCode): Exception {
  const digits = minorUnits(currency);
  return exceptions[currency] ?? { digits, step: digits === 3 ? 10 : 1 };
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
