import { invalidRequest } from "./errors.ts";

// Minor units, minimums and the supported list: docs.stripe.com/currencies.
const SUPPORTED = new Set(
  `usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp
   cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk
   jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn
   nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std
   szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xcg xof xpf yer zar zmw`.split(/\s+/),
);
const ZERO_DECIMAL = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
const THREE_DECIMAL = new Set("bhd jod kwd omr tnd".split(" "));
const MINIMUM: Record<string, number> = {
  aed: 200,
  bgn: 100,
  czk: 1500,
  dkk: 250,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  pln: 200,
  ron: 200,
  sek: 300,
  thb: 1000,
};

export const MAX_AMOUNT = 99_999_999;

export function isSupportedCurrency(currency: string): boolean {
  return SUPPORTED.has(currency);
}

export function supportedCurrencies(): string {
  return [...SUPPORTED].join(", ");
}

/** Digits after the point in Stripe's amounts; ISK and UGX keep two although their coins have none. */
export function exponentOf(currency: string): number {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

/**
 * Of what an amount has to be a multiple: three-decimal currencies end in 0; ISK and UGX, written with the two digits
 * that they once had, in 00.
 */
function stepOf(currency: string): number {
  if (THREE_DECIMAL.has(currency)) return 10;
  return currency === "isk" || currency === "ugx" ? 100 : 1;
}

/** Refuses an amount that the currency has no coins for. */
export function checkStep(amount: number, currency: string, param: string): void {
  const step = stepOf(currency);
  if (amount % step === 0) return;
  throw invalidRequest(`Invalid amount: ${currency} amounts must be divisible by ${step}.`, {
    code: "parameter_invalid_integer",
    param,
  });
}

/** The smallest amount that may be charged, in minor units. */
export function minimumOf(currency: string): number {
  const base = exponentOf(currency) === 2 ? 50 : 1;
  return MINIMUM[currency] ?? base;
}

export function toDecimal(amount: number, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(amount)).padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = exponent === 0 ? "" : `.${digits.slice(-exponent)}`;
  return `${amount < 0 ? "-" : ""}${whole}${fraction}`;
}

export function formatAmount(amount: number, currency: string, locale = "en"): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency: currency.toUpperCase() });
  return format.format(toDecimal(amount, currency) as `${number}`);
}
