import { allocate, type Weight } from "@meridian/core/kernel/allocate";
import { type CashAmount, coinsOf, payableInCash } from "@meridian/core/kernel/cash";
import { type CurrencyCode, currencyFacts } from "@meridian/core/kernel/currency";
import { formatMoney, type Minor, type Money, type MoneyFormat, toDecimalString } from "@meridian/core/kernel/money";
import { adapter, saysIt } from "../adapter.ts";
import { casesOf, contentOf } from "./content.ts";

interface AllocateCase {
  readonly id: string;
  readonly total: Minor;
  readonly weights: readonly Weight[];
  readonly expected: readonly number[];
}

/** The cases have no currency: minor units are split alike in all. */
export const allocation = adapter({
  name: "allocate",
  recognises: saysIt("allocate"),
  cases: (file) => casesOf<AllocateCase>(file),
  id: ({ id }) => id,
  call: allocate<CurrencyCode>,
  args: ({ total, weights }) => [{ amount: total, currency: "EUR" as const }, weights],
  expected: ({ expected }) => expected,
  answer: (parts) => parts.map(({ amount }) => amount),
});

interface CashCase {
  readonly id: string;
  readonly example: CurrencyCode;
  readonly step: string;
  readonly amount: string;
  readonly expected: string;
  readonly roundingMode: CashAmount["rounding"];
}

export const cashRounding = adapter({
  name: "cash-rounding",
  recognises: saysIt("cash-rounding"),
  cases: (file) => casesOf<CashCase>(file),
  id: ({ id }) => id,
  call: payableInCash,
  args: ({ amount, example, step, roundingMode }) => [{ amount, currency: example, step, rounding: roundingMode }],
  expected: ({ expected }) => expected,
  answer: toDecimalString,
});

interface CurrencyCase {
  readonly code: CurrencyCode;
  readonly numeric: string;
  readonly isoDigits: number;
  readonly cash?: { readonly digits: number; readonly incrementMinorAtCashDigits: number };
}

const currencies = (file: Parameters<typeof contentOf>[0]): readonly CurrencyCase[] =>
  contentOf<{ currencies: readonly CurrencyCase[] }>(file).currencies;

export const currencyTable = adapter({
  name: "currencies",
  recognises: saysIt("currencies"),
  cases: currencies,
  id: ({ code }) => code,
  call: currencyFacts,
  args: ({ code }) => [code],
  expected: ({ code, numeric, isoDigits }) => ({ code, numeric, minorUnits: isoDigits }),
});

export const cashTable = adapter({
  name: "coins",
  recognises: saysIt("currencies"),
  cases: (file) => currencies(file).filter(({ cash }) => cash !== undefined),
  id: ({ code }) => `${code} cash`,
  call: coinsOf,
  args: ({ code }) => [code],
  expected: ({ cash }) => ({ digits: cash?.digits, increment: cash?.incrementMinorAtCashDigits }),
});

interface FormatCase {
  readonly id: string;
  readonly locale: string;
  readonly currency: CurrencyCode;
  readonly minor: Minor;
  readonly symbol: string;
  readonly narrow: string;
  readonly code: string;
  readonly accounting: string;
}

interface Shown {
  readonly id: string;
  readonly value: Money;
  readonly locale: string;
  readonly format: MoneyFormat;
  readonly expected: string;
}

const inFourWays = ({ id, currency, minor, locale, symbol, narrow, code, accounting }: FormatCase): Shown[] => {
  const value = { amount: minor, currency };
  return [
    { id: `${id} symbol`, value, locale, format: {}, expected: symbol },
    { id: `${id} narrow`, value, locale, format: { display: "narrowSymbol" }, expected: narrow },
    { id: `${id} code`, value, locale, format: { display: "code" }, expected: code },
    { id: `${id} accounting`, value, locale, format: { accounting: true }, expected: accounting },
  ];
};

export const moneyFormats = adapter({
  name: "money-format",
  recognises: saysIt("money-format"),
  cases: (file) => casesOf<FormatCase>(file).flatMap(inFourWays),
  id: ({ id }) => id,
  call: formatMoney,
  args: ({ value, locale, format }) => [value, locale, format],
  expected: ({ expected }) => expected,
});
