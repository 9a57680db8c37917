/**
 * The lowest price of the 30 days before a reduction, as it was shown: Directive 98/6/EC art. 6a, put in by
 * Directive (EU) 2019/2161. Reading of the Commission's guidance (2021/C 526/02, section 2): the days count back from
 * when the reduction was first applied, not from today; a further reduction is a new one, with the first among its
 * prior prices; what was not for sale in those days had no price, and then none is told. What was shown is worked out
 * from what was in force at each moment, price lists for everybody included, so it needs no job that could be missed.
 * Promotions are no part of it: they come off in the cart, after the product page, which announces no reduction for
 * them; a price that depends on what else is in the cart or on a code was never this product's shown price. The
 * market's margin, rounding and tax display are taken as they are now: earlier ones are not kept, so a change of them
 * within the days looked at reads as if it had always been so.
 */
import { addSeconds } from "../../kernel/time.ts";
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import type { ExchangeRateEntry, PricedMarket, PriceDecision } from "../schemas.ts";
import { choosePrice, type PriceEntry } from "./choose-price.ts";
import { findConversion } from "./conversion.ts";
import { anybody, type ListPriceEntry, type ListRule } from "./price-list.ts";

/** Something that was in force from one moment until before another, or still is. */
export interface Spanned<T> {
  readonly value: T;
  readonly from: Date;
  readonly until: Date | null;
}

/** What has decided a variant's price in a market, over time. */
export interface PriceHistory {
  readonly prices: readonly Spanned<PriceEntry>[];
  readonly lists: readonly Spanned<ListRule>[];
  readonly listPrices: readonly Spanned<ListPriceEntry>[];
  readonly exclusions: readonly Spanned<true>[];
  readonly rates: readonly Spanned<ExchangeRateEntry>[];
  readonly market: PricedMarket;
  readonly shopCurrency: ActiveCurrencyCode;
  readonly shopPricesIncludeTax: boolean;
  /** The most that a price may be, in minor units. */
  readonly highest: number;
}

/** What was shown from `from` until the next one. */
export interface Shown {
  readonly from: Date;
  readonly decision: PriceDecision;
}

const day = (at: Date): string => at.toISOString().slice(0, 10);
const inForce = <T>(spans: readonly Spanned<T>[], at: Date): T[] =>
  spans.filter((span) => span.from <= at && (span.until === null || at < span.until)).map((span) => span.value);

/** What one piece cost anybody at a moment. */
export function priceAt(history: PriceHistory, at: Date): PriceDecision {
  const { market, shopCurrency, shopPricesIncludeTax } = history;
  const rates = inForce(history.rates, at).filter((rate) => rate.day <= day(at));
  return choosePrice({
    prices: inForce(history.prices, at),
    lists: inForce(history.lists, at),
    listPrices: inForce(history.listPrices, at),
    excluded: inForce(history.exclusions, at).length > 0,
    buyer: anybody,
    quantity: 1,
    market,
    shopCurrency,
    shopPricesIncludeTax,
    conversion: findConversion(rates, shopCurrency, market.currency),
    at,
    highest: history.highest,
  });
}

/** The prices from `from` until `until`, one entry per moment at which something may have changed. */
export function shownPrices(history: PriceHistory, from: Date, until: Date): Shown[] {
  const times = [...momentsOf(history), from]
    .map((moment) => moment.getTime())
    .filter((time) => time >= from.getTime() && time <= until.getTime());
  return [...new Set(times)]
    .toSorted((a, b) => a - b)
    .map((time) => ({ from: new Date(time), decision: priceAt(history, new Date(time)) }));
}

function momentsOf(history: PriceHistory): Date[] {
  const { prices, lists, listPrices, exclusions, rates } = history;
  const spans = [...prices, ...lists, ...listPrices, ...exclusions, ...rates].flatMap((one) => [one.from, one.until]);
  const windows = [...prices, ...lists].flatMap(({ value }) => [value.startsAt, value.endsAt]);
  const days = rates.map(({ value }) => new Date(`${value.day}T00:00:00Z`));
  return [...spans, ...windows, ...days].filter((moment) => moment !== null);
}

const priorDays = 30;

/**
 * The lowest amount of the 30 days before the reduction that is announced at the end of `shown`; null when none is
 * announced, or nothing was shown before it. `amountOf` tells the amount as it was displayed, in minor units.
 */
export function priorPrice(
  shown: readonly Shown[],
  amountOf: (decision: PriceDecision) => number | null,
): number | null {
  const now = shown.at(-1)?.decision;
  if (now?.kind !== "price" || now.compareAt === null) return null;
  const amount = amountOf(now);
  const alike = ({ decision }: Shown): boolean =>
    decision.kind === "price" && decision.compareAt !== null && amountOf(decision) === amount;
  const first = shown.findLastIndex((one) => !alike(one)) + 1;
  const start = shown[first]?.from;
  if (start === undefined || first === 0) return null;
  const earliest = addSeconds(start, -priorDays * 86_400);
  const amounts = shown
    .slice(0, first)
    // What began before the 30 days still counts if it reached into them.
    .filter((_, i) => (shown[i + 1]?.from ?? start) > earliest)
    .map(({ decision }) => amountOf(decision))
    .filter((one) => one !== null);
  return amounts.length === 0 ? null : Math.min(...amounts);
}
