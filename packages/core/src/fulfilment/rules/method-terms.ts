/**
 * What a method costs in a market. Own convention, the one of product prices: the market's own price, then the shop's
 * in the market's currency, then the shop's converted, unless the merchant wants it offered at prices of the market's
 * own only. The worth from which it is free and the worths of its steps are converted like prices, margin and rounding
 * included, for so are the goods that they are measured by. They are compared with what the market shows, with tax or
 * without: a threshold is a round figure that is announced, and bears no tax. Weights stay what they are.
 */
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { type Money, money } from "../../kernel/money.ts";
import type { MethodTerms, PriceStep, ShippingMethod, ShippingRefusal } from "../schemas.ts";

type Price = Money<ActiveCurrencyCode>;

/** Converts the shop's amounts into the market's currency; undefined for an amount of another currency. */
export interface ShippingConversion {
  readonly convert: (price: Price) => Converted | undefined;
  /** Whether tax is in what the shop enters. */
  readonly taxIncluded: boolean;
}
type Converted =
  | { readonly kind: "converted"; readonly amount: Price; readonly steps: readonly PriceStep[] }
  | { readonly kind: "none"; readonly reason: "no_exchange_rate" | "out_of_range" | "currency" };

export interface TermsMarket {
  readonly currency: ActiveCurrencyCode;
  readonly taxDisplay: "inclusive" | "exclusive";
}

/** A method as a market has it, with what it costs there, or why it has no price. */
export interface MarketMethod {
  readonly method: ShippingMethod;
  readonly terms: MethodTerms | ShippingRefusal;
}

export function inMarket(method: ShippingMethod, market: TermsMarket, conversion: ShippingConversion): MarketMethod {
  const { price, rates, freeAbove, inherited } = method;
  const own = inherited === null || inherited.own.includes("price");
  if (price.currency !== market.currency) {
    // A price of the market's own in a currency that it had before is nobody's to convert.
    if (own || !method.converts) return { method, terms: "currency" };
    return { method, terms: convertedTerms(method, conversion) };
  }
  const origin = own ? "market" : "base";
  const taxIncluded = market.taxDisplay === "inclusive";
  const traces = (rates?.steps.map((step) => step.price) ?? [price]).map((amount) => [
    ...(own ? [] : [candidate("market", null)]),
    candidate(origin, amount),
  ]);
  return { method, terms: { price, rates, freeAbove, origin, taxIncluded, traces, freeAboveSteps: [] } };
}

/** One amount without a way into the market's currency, and the method has no price there. */
function convertedTerms(
  { price, rates, freeAbove }: ShippingMethod,
  { convert, taxIncluded }: ShippingConversion,
): MethodTerms | ShippingRefusal {
  const into = ({ amount, currency }: ShippingMethod["price"]) => convert(money(amount, currency)) ?? notOfShop;
  const entered = rates?.steps.map((step) => step.price) ?? [price];
  const worths = rates?.by === "worth" ? rates.steps.map(({ from }) => into({ ...price, amount: from })) : [];
  const prices = entered.map(into);
  const free = freeAbove && into(freeAbove);
  const refused = [...prices, ...worths, ...(free === null ? [] : [free])].find((one) => one.kind === "none");
  if (refused?.kind === "none") return refused.reason;
  const amountOf = (one: Converted | null | undefined) => (one?.kind === "converted" ? one.amount : null);
  const steps = rates?.steps.map((step, i) => ({
    from: amountOf(worths[i])?.amount ?? step.from,
    price: amountOf(prices[i]) ?? step.price,
  }));
  return {
    price: amountOf(prices[0]) ?? price,
    rates: rates && { by: rates.by, steps: steps ?? [] },
    freeAbove: amountOf(free),
    origin: "converted",
    taxIncluded,
    traces: entered.map((amount, i) => [
      candidate("market", null),
      candidate("base", null),
      candidate("converted", amount),
      ...stepsOf(prices[i]),
    ]),
    freeAboveSteps: freeAbove === null ? [] : [candidate("converted", freeAbove), ...stepsOf(free)],
  };
}

const notOfShop = { kind: "none", reason: "currency" } as const;
const stepsOf = (one: Converted | null | undefined) => (one?.kind === "converted" ? one.steps : []);

function candidate(origin: MethodTerms["origin"], amount: ShippingMethod["price"] | null): PriceStep {
  const ofNoList = { listId: null, listName: null, minQuantity: null, audience: null };
  return { step: "candidate", origin, outcome: amount === null ? "absent" : "chosen", amount, ...ofNoList };
}
