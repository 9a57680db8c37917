/**
 * The lowest price of the 30 days before a reduction, as it was shown: Directive 98/6/EC art. 6a, put in by
 * Directive (EU) 2019/2161. Reading of the Commission's guidance (2021/C 526/02, section 2): the days count back from
 * when the reduction was first applied, not from today; a further reduction is a new one, with the first among its
 * prior prices; what was not for sale in those days had no price, and then none is told. What was shown is worked out
 * from what was in force at each moment: prices, price lists for everybody, exclusions, exchange rates, the market's
 * currency, margin, rounding and tax display, and the shop's way of entering prices; so it needs no job that could be
 * missed. Past prices are compared in today's display and with the tax of their day: what the directive means by a
 * price is the final one (art. 2a). A price in another currency is no prior price of this one.
 * Promotions count where a single piece cost anybody less by them: the directive asks for the lowest price applied,
 * and the guidance (section 2.1) lets no reduction open to all consumers aside because it comes off in the cart.
 * Those that need a code, a certain buyer or other articles in the cart never made one piece's price for everybody.
 */
import type { Span } from "../../kernel/earlier.ts";
import { addSeconds } from "../../kernel/time.ts";
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import type { ExchangeRateEntry, PricedMarket, PriceDecision } from "../schemas.ts";
import { choosePrice, type PriceEntry } from "./choose-price.ts";
import { findConversion } from "./conversion.ts";
import { anybody, type ListPriceEntry, type ListRule } from "./price-list.ts";

export type Spanned<T> = Span<T>;

/** What has decided a variant's price in a market, over time. */
export interface PriceHistory {
  readonly prices: readonly Spanned<PriceEntry>[];
  readonly lists: readonly Spanned<ListRule>[];
  readonly listPrices: readonly Spanned<ListPriceEntry>[];
  readonly exclusions: readonly Spanned<true>[];
  readonly rates: readonly Spanned<ExchangeRateEntry>[];
  /** One of them at each moment. */
  readonly markets: readonly Spanned<PricedMarket>[];
  readonly shopCurrency: ActiveCurrencyCode;
  /** The shop's setting, one at each moment. */
  readonly shopPricesIncludeTax: readonly Spanned<boolean>[];
  /** Further moments at which what was shown may have changed. */
  readonly moments: readonly Date[];
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
  const { shopCurrency } = history;
  const [market] = inForce(history.markets, at);
  const [shopPricesIncludeTax = true] = inForce(history.shopPricesIncludeTax, at);
  if (market === undefined) return { kind: "not_for_sale", reason: "no_price", trace: [] };
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
  const { prices, lists, listPrices, exclusions, rates, markets, shopPricesIncludeTax } = history;
  const all = [...prices, ...lists, ...listPrices, ...exclusions, ...rates, ...markets, ...shopPricesIncludeTax];
  const spans = all.flatMap((one) => [one.from, one.until]);
  const windows = [...prices, ...lists].flatMap(({ value }) => [value.startsAt, value.endsAt]);
  const days = rates.map(({ value }) => new Date(`${value.day}T00:00:00Z`));
  return [...spans, ...windows, ...days, ...history.moments].filter((moment) => moment !== null);
}

const priorDays = 30;

/**
 * The lowest amount of the 30 days before the reduction that is announced at the end of `shown`; null when none is
 * announced, or nothing was shown before it. `amountOf` tells the amount as it is displayed, in minor units;
 * `appliedOf` what a piece cost anybody, promotions taken off.
 */
export function priorPrice(
  shown: readonly Shown[],
  amountOf: (one: Shown) => number | null,
  appliedOf: (one: Shown) => number | null = amountOf,
): number | null {
  const now = shown.at(-1);
  if (now?.decision.kind !== "price" || now.decision.compareAt === null) return null;
  const amount = amountOf(now);
  const alike = (one: Shown): boolean =>
    one.decision.kind === "price" && one.decision.compareAt !== null && amountOf(one) === amount;
  const first = shown.findLastIndex((one) => !alike(one)) + 1;
  const start = shown[first]?.from;
  if (start === undefined || first === 0) return null;
  const earliest = addSeconds(start, -priorDays * 86_400);
  const amounts = shown
    .slice(0, first)
    // What began before the 30 days still counts if it reached into them.
    .filter((_, i) => (shown[i + 1]?.from ?? start) > earliest)
    .map(appliedOf)
    .filter((one) => one !== null);
  return amounts.length === 0 ? null : Math.min(...amounts);
}
