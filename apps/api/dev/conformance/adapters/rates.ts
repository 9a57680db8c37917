import type { ActiveCurrencyCode } from "@meridian/core/kernel/currency";
import type { Minor } from "@meridian/core/kernel/money";
import type { ExchangeRate } from "@meridian/core/kernel/rate";
import type { Rounding } from "@meridian/core/kernel/rounding";
import { type EcbQuote, exchange, readEcbXml } from "@meridian/core/pricing";
import type { ExchangeRateEntry } from "@meridian/core/pricing/schemas";
import { adapter, saysIt } from "../adapter.ts";
import type { CaseFile } from "../case-file.ts";
import { casesOf, contentOf } from "./content.ts";

interface EcbRates {
  readonly date: string;
  readonly rates: Readonly<Record<string, ExchangeRate>>;
}

interface ExchangeCase {
  readonly id: string;
  readonly date?: string;
  readonly rate?: ExchangeRate;
  readonly from_: ActiveCurrencyCode;
  readonly to: ActiveCurrencyCode;
  readonly minor: Minor;
  readonly halfUp: number;
  readonly halfEven: number;
}

interface Exchange extends ExchangeCase {
  readonly entries: readonly ExchangeRateEntry[];
  readonly rounding: Rounding;
  readonly expected: number;
}

const isEcb = saysIt("ecb-reference-rates");

const ratesBeside = ({ beside }: CaseFile): EcbRates[] => beside.filter(isEcb).map((file) => contentOf<EcbRates>(file));

/** The entries that a case means: its own rate, or the European Central Bank's of its day, in a file beside it. */
function entriesOf({ rate, from_, to, date = "" }: ExchangeCase, known: readonly EcbRates[]): ExchangeRateEntry[] {
  if (rate !== undefined) return [{ base: from_, quote: to, rate, day: "2000-01-01", source: "manual" }];
  return known
    .filter((day) => day.date === date)
    .flatMap(({ rates }) =>
      Object.entries(rates).map(([quote, quoted]): ExchangeRateEntry => {
        return { base: "EUR", quote: quote as ActiveCurrencyCode, rate: quoted, day: date, source: "ecb" };
      }),
    );
}

export const exchanges = adapter({
  name: "fx",
  recognises: saysIt("fx"),
  cases: (file) =>
    casesOf<ExchangeCase>(file).flatMap((one): Exchange[] => {
      const entries = entriesOf(one, ratesBeside(file));
      return [
        { ...one, entries, id: `${one.id} half up`, rounding: "half-up", expected: one.halfUp },
        { ...one, entries, id: `${one.id} half even`, rounding: "half-even", expected: one.halfEven },
      ];
    }),
  id: ({ id }) => id,
  call: exchange,
  args: ({ minor, from_, to, entries, rounding }) => [{ amount: minor, currency: from_ }, to, entries, rounding],
  expected: ({ expected }) => expected,
  answer: (money) => money?.amount,
});

/** A day's file as the bank publishes it says the same as the list of the same day beside it. */
export const ecbXml = adapter({
  name: "eurofxref",
  recognises: ({ text }) => text.includes("<gesmes:Envelope"),
  cases: (file) => ratesBeside(file).map((rates) => ({ ...rates, xml: file.text })),
  id: ({ date }) => date,
  call: readEcbXml,
  args: ({ xml }) => [xml],
  expected: ({ rates }) => Object.entries(rates),
  answer: (quotes: EcbQuote[] | undefined) => quotes?.map(({ currency, rate }) => [currency, rate]),
});

/** The list itself: each of its quotes is one that a euro can be exchanged at. */
export const ecbList = adapter({
  name: "ecb list",
  recognises: isEcb,
  cases: (file) => {
    const { date, rates } = contentOf<EcbRates>(file);
    return Object.entries(rates).map(([quote, rate]) => ({ date, quote: quote as ActiveCurrencyCode, rate }));
  },
  id: ({ date, quote }) => `${date} ${quote}`,
  call: exchange,
  args: ({ date, quote, rate }) => [
    { amount: 0 as Minor, currency: "EUR" as const },
    quote,
    [{ base: "EUR" as const, quote, rate, day: date, source: "ecb" as const }],
    "half-up" as const,
  ],
  expected: ({ quote }) => ({ currency: quote, amount: 0 }),
});
