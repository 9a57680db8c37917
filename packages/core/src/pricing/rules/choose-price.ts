/**
 * What a variant costs in a market. Own convention, first match wins: (1) a price list (see price-list.ts), (2) the
 * market's own price, (3) the base price in the market's currency, (4) the base price in the shop's currency,
 * converted with the market's margin and rounding. Without any, or where it is excluded, the variant is not for sale
 * there. A struck-through price belongs to the price that won and is treated like it; a list that shows what held
 * before strikes that through.
 */
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import type { Id } from "../../kernel/ids.ts";
import { type Money, money, multiplyRatio } from "../../kernel/money.ts";
import { ratio } from "../../kernel/ratio.ts";
import { within } from "../../kernel/time.ts";
import type { NoPriceReason, PricedMarket, PriceDecision, PriceOrigin, PriceStep } from "../schemas.ts";
import type { Conversion } from "./conversion.ts";
import { convertPrice } from "./convert-price.ts";
import { type Buyer, judgeLists, type ListOffer, type ListPriceEntry, type ListRule } from "./price-list.ts";
import { roundPrice } from "./round-price.ts";

/** A price as it is stored. Amounts in minor units of `currency`. */
export interface PriceEntry {
  readonly variantId: string;
  readonly marketId: string | null;
  readonly currency: ActiveCurrencyCode;
  readonly amount: number;
  readonly compareAt: number | null;
  /** Null where nobody said: in its own currency as the market shows prices, converted as the shop enters them. */
  readonly taxIncluded: boolean | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
}

type Price = Money<ActiveCurrencyCode>;
type Decided = Extract<PriceDecision, { kind: "price" }>;

export interface PriceQuestion {
  /** One variant's prices. */
  readonly prices: readonly PriceEntry[];
  /** Price lists, and their fixed prices of this variant. */
  readonly lists: readonly ListRule[];
  readonly listPrices: readonly ListPriceEntry[];
  /** Whether the variant is kept out of the market. */
  readonly excluded: boolean;
  readonly buyer: Buyer;
  readonly quantity: number;
  readonly market: PricedMarket;
  readonly shopCurrency: ActiveCurrencyCode;
  /** The shop's setting, for converted prices. */
  readonly shopPricesIncludeTax: boolean;
  readonly conversion: Conversion | undefined;
  readonly at: Date;
  /** The most that a price may be, in minor units. */
  readonly highest: number;
}

export function choosePrice(question: PriceQuestion): PriceDecision {
  const { market } = question;
  if (question.excluded) return notForSale("excluded", []);
  const own = ownPrice(question);
  const verdicts = judgeLists({ ...question, marketId: market.id, currency: market.currency });
  const trace: PriceStep[] = [];
  let won: PriceDecision | undefined;
  for (const verdict of verdicts) {
    const { list } = verdict;
    const offered = verdict.outcome === "applies" ? listed(question, list, verdict.offer, own) : undefined;
    const outcome =
      verdict.outcome !== "applies"
        ? verdict.outcome
        : offered === undefined
          ? "absent"
          : won === undefined
            ? "chosen"
            : "outranked";
    trace.push({
      step: "candidate",
      origin: "price_list",
      outcome,
      amount: offered?.amount ?? null,
      listId: list.id as Id<"pls">,
      listName: list.name,
      minQuantity: verdict.outcome === "applies" ? verdict.offer.minQuantity : null,
      audience: verdict.audience,
    });
    if (outcome === "chosen") won = offered;
  }
  if (won?.kind !== "price") return { ...own, trace: [...trace, ...own.trace] };
  const outranked = own.trace.map((step) =>
    step.step === "candidate" && step.outcome === "chosen" ? { ...step, outcome: "outranked" as const } : step,
  );
  return { ...won, trace: [...trace, ...outranked, ...won.trace] };
}

/** What a list's offer comes to; undefined where there is nothing to take its percentage of. */
function listed(question: PriceQuestion, list: ListRule, offer: ListOffer, own: PriceDecision): Decided | undefined {
  const { market } = question;
  const common = { kind: "price", origin: "price_list", listId: list.id as Id<"pls"> } as const;
  const before = own.kind === "price" ? own : undefined;
  if (offer.kind === "fixed") {
    const { price } = offer;
    const taxIncluded = price.taxIncluded ?? market.taxDisplay === "inclusive";
    const alike = list.showBefore && before?.taxIncluded === taxIncluded ? before.amount : null;
    const shown = price.compareAt === null ? alike : money(price.compareAt, price.currency);
    const compareAt = higher(shown && money(shown.amount, price.currency), price.amount);
    return { ...common, amount: money(price.amount, price.currency), compareAt, taxIncluded, trace: [] };
  }
  if (before === undefined) return undefined;
  const from = money(before.amount.amount, before.amount.currency);
  const exact = multiplyRatio(from, ratio(BigInt(offer.changePpm) + 1_000_000n, 1_000_000n), "half-up");
  if (exact.amount > question.highest) return undefined;
  const amount = roundPrice(exact, list.rounding);
  const { changePpm } = offer;
  const trace: PriceStep[] = [{ step: "adjusted", listId: common.listId, changePpm, before: from, amount: exact }];
  if (list.rounding.kind !== "none") trace.push({ step: "rounded", rule: list.rounding, amount });
  const compareAt = list.showBefore ? higher(from, amount.amount) : null;
  return { ...common, amount, compareAt, taxIncluded: before.taxIncluded, trace };
}

/** What holds without any list. */
function ownPrice(question: PriceQuestion): PriceDecision {
  const { market, shopCurrency } = question;
  const sources: [PriceOrigin, string | null, ActiveCurrencyCode][] = [
    ["market", market.id, market.currency],
    ["base", null, market.currency],
  ];
  if (shopCurrency !== market.currency) sources.push(["converted", null, shopCurrency]);
  const trace: PriceStep[] = [];
  let won: { origin: PriceOrigin; entry: PriceEntry } | undefined;
  for (const [origin, marketId, currency] of sources) {
    const found = openEntry(question, marketId, currency);
    const chosen = won === undefined && found.entry !== undefined;
    const outcome = found.entry === undefined ? found.why : chosen ? "chosen" : "outranked";
    trace.push({
      step: "candidate",
      origin,
      outcome,
      amount: found.entry ? money(found.entry.amount, currency) : null,
      listId: null,
      listName: null,
      minQuantity: null,
      audience: null,
    });
    if (chosen && found.entry !== undefined) won = { origin, entry: found.entry };
  }
  if (won === undefined) return notForSale("no_price", trace);
  if (won.origin === "converted") return converted(question, won.entry, trace);
  const { entry, origin } = won;
  return {
    kind: "price",
    amount: money(entry.amount, entry.currency),
    compareAt: higher(entry.compareAt === null ? null : money(entry.compareAt, entry.currency), entry.amount),
    taxIncluded: entry.taxIncluded ?? market.taxDisplay === "inclusive",
    origin,
    listId: null,
    trace,
  };
}

type Found =
  | { readonly entry: PriceEntry }
  | { readonly entry?: undefined; readonly why: "absent" | "not_yet" | "over" };

/** Of several open windows the one that began last holds: a sale inside a season. */
function openEntry({ prices, at }: PriceQuestion, marketId: string | null, currency: ActiveCurrencyCode): Found {
  const own = prices.filter((price) => price.marketId === marketId && price.currency === currency);
  const begun = own.filter((price) => price.startsAt === null || price.startsAt <= at);
  const [entry] = begun
    .filter((price) => within({ from: price.startsAt, until: price.endsAt }, at))
    .toSorted((a, b) => (b.startsAt?.getTime() ?? -Infinity) - (a.startsAt?.getTime() ?? -Infinity) || 0);
  if (entry !== undefined) return { entry };
  return { why: own.length === 0 ? "absent" : begun.length === 0 ? "not_yet" : "over" };
}

function converted(question: PriceQuestion, entry: PriceEntry, trace: PriceStep[]): PriceDecision {
  const inMarket = (amount: number) => convertPrice(money(amount, entry.currency), question);
  const price = inMarket(entry.amount);
  trace.push(...price.steps);
  if (price.kind === "none") return notForSale(price.reason, trace);
  const { amount } = price;
  const before = entry.compareAt === null ? undefined : inMarket(entry.compareAt);
  return {
    kind: "price",
    amount,
    compareAt: higher(before?.kind === "converted" ? before.amount : null, amount.amount),
    taxIncluded: entry.taxIncluded ?? question.shopPricesIncludeTax,
    origin: "converted",
    listId: null,
    trace,
  };
}

/** A price before that is not higher is no reduction. */
function higher(compareAt: Price | null, amount: number): Price | null {
  return compareAt !== null && compareAt.amount > amount ? compareAt : null;
}

function notForSale(reason: NoPriceReason, trace: PriceStep[]): PriceDecision {
  return { kind: "not_for_sale", reason, trace: [...trace, { step: "none", reason }] };
}
