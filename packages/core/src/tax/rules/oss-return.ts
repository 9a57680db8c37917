/**
 * The Union one-stop shop's return, Directive 2006/112/EC art. 369g and 369h: by member state of consumption and rate,
 * without those supplies' tax and with it; made out in euros at the European Central Bank's rates of the last day of
 * the tax period, or of the next day of publication (369h (1) and (2)); to the cent, not to whole euros (Implementing
 * Regulation (EU) No 282/2011 art. 60). What is given back in the period of its sale lowers that sale; what is given
 * back later corrects the sale's own period, by member state and tax alone, for three years (369g (4)).
 */
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { money } from "../../kernel/money.ts";
import { convert, type ExchangeRate, parseRate } from "../../kernel/rate.ts";
import { invertRatio } from "../../kernel/ratio.ts";
import type { OssReturn } from "../report-schemas.ts";
import type { TaxMovement } from "./tax-report.ts";

/** With the day of the sale, `2026-03-09`; null for what was sold in the period itself. */
export type DatedMovement = TaxMovement & { readonly soldOn: string | null };

/** What one euro bought, published on a day. */
export interface PublishedRate {
  readonly currency: string;
  /** The last day of the tax period that it is for. */
  readonly for: string;
  readonly day: string;
  readonly rate: ExchangeRate;
}

/** The last day of the calendar quarter of a day. */
export function quarterEnd(day: string): string {
  const month = Math.ceil(Number(day.slice(5, 7)) / 3) * 3;
  return new Date(Date.UTC(Number(day.slice(0, 4)), month, 0)).toISOString().slice(0, 10);
}

const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

const isDue = ({ mechanism, ratePpm }: TaxMovement): boolean => mechanism === "oss" && ratePpm > 0;

/** For which currencies and last days rates are needed. */
export function ratesWanted(
  movements: readonly DatedMovement[],
  from: string,
  until: string,
): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>();
  for (const one of movements.filter(isDue)) {
    if (one.currency === "EUR") continue;
    const day = isCorrection(one, from) ? quarterEnd(one.soldOn ?? until) : until;
    wanted.set(day, (wanted.get(day) ?? new Set()).add(one.currency));
  }
  return wanted;
}

const isCorrection = ({ soldOn }: DatedMovement, from: string): boolean => soldOn !== null && soldOn < from;

export function ossReturnOf(
  movements: readonly DatedMovement[],
  { from, until }: { readonly from: string; readonly until: string },
  rates: readonly PublishedRate[],
): OssReturn {
  const missing = new Set<string>();
  const due = movements.filter(isDue);
  const inEuros = (amount: number, currency: ActiveCurrencyCode, day: string): number => {
    if (currency === "EUR") return amount;
    const found = rates.find((one) => one.currency === currency && one.for === day);
    if (found === undefined) {
      missing.add(currency);
      return 0;
    }
    return convert(money(amount, currency), invertRatio(parseRate(found.rate)), "EUR", "half-up").amount;
  };
  const signed = ({ kind }: TaxMovement, amount: number): number => (kind === "sold" ? amount : -amount);
  const total = (list: readonly DatedMovement[], what: "taxable" | "tax", day: string): number => {
    // Each currency's sum is converted once.
    const sums = Map.groupBy(list, ({ currency }) => currency);
    return [...sums].reduce((all, [currency, own]) => {
      return (
        all +
        inEuros(
          own.reduce((sum, one) => sum + signed(one, one[what]), 0),
          currency,
          day,
        )
      );
    }, 0);
  };
  const supplies = grouped(
    due.filter((one) => !isCorrection(one, from)),
    ({ country, ratePpm }) => `${country} ${String(1_000_000 - ratePpm).padStart(7, "0")}`,
  ).map(([first, list]) => ({
    country: first.country,
    ratePpm: first.ratePpm,
    taxable: money(total(list, "taxable", until), "EUR"),
    tax: money(total(list, "tax", until), "EUR"),
  }));
  const corrections = grouped(
    due.filter((one) => isCorrection(one, from)),
    ({ country, soldOn }) => `${country} ${quarterOf(soldOn ?? "")}`,
  ).map(([first, list]) => ({
    country: first.country,
    period: quarterOf(first.soldOn ?? ""),
    tax: money(total(list, "tax", quarterEnd(first.soldOn ?? "")), "EUR"),
  }));
  const toPay = [...supplies, ...corrections].reduce((all, { tax }) => all + tax.amount, 0);
  return {
    supplies,
    corrections,
    toPay: money(toPay, "EUR"),
    exchangeRates: rates.map(({ currency, rate, day, for: wanted }) => {
      // Before the day itself: nothing has been published since.
      return { base: "EUR", quote: currency as ActiveCurrencyCode, rate, day, periodEnd: wanted, final: day >= wanted };
    }),
    missing: [...missing].toSorted(),
  };
}

function grouped(
  list: readonly DatedMovement[],
  keyOf: (one: DatedMovement) => string,
): [DatedMovement, DatedMovement[]][] {
  return [...Map.groupBy(list, keyOf)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) => (own[0] === undefined ? [] : [[own[0], own] as [DatedMovement, DatedMovement[]]]));
}
