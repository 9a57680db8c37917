/**
 * One of the shop's prices in a market's currency, whatever it is the price of. Own convention: the rate with the
 * market's margin as one exact fraction, rounded half-up to the minor unit, then under the market's rule; each step is
 * told. What costs something never becomes free by it, and a dearer price never becomes a cheaper one.
 */
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { type Money, money, MoneyError } from "../../kernel/money.ts";
import { applyMarginPpm, convert } from "../../kernel/rate.ts";
import type { Ratio } from "../../kernel/ratio.ts";
import type { PricedMarket, PriceStep } from "../schemas.ts";
import type { Conversion } from "./conversion.ts";
import { roundPrice } from "./round-price.ts";

type Price = Money<ActiveCurrencyCode>;

export interface ConversionTerms {
  readonly market: Pick<PricedMarket, "currency" | "fxMarginPpm" | "priceRounding">;
  readonly conversion: Conversion | undefined;
  /** The most that a price may be, in minor units. */
  readonly highest: number;
}

export type ConvertedPrice =
  | { readonly kind: "converted"; readonly amount: Price; readonly steps: readonly PriceStep[] }
  | {
      readonly kind: "none";
      readonly reason: "no_exchange_rate" | "out_of_range";
      readonly steps: readonly PriceStep[];
    };

export function convertPrice(price: Price, { market, conversion, highest }: ConversionTerms): ConvertedPrice {
  if (conversion === undefined) return { kind: "none", reason: "no_exchange_rate", steps: [] };
  const { currency: to, fxMarginPpm: marginPpm, priceRounding: rule } = market;
  const steps: PriceStep[] = [{ step: "rate", from: price.currency, to, legs: [...conversion.legs], marginPpm }];
  const exact = convertWithin(price, applyMarginPpm(conversion.ratio, marginPpm), to);
  if (exact === undefined || exact.amount > highest) return { kind: "none", reason: "out_of_range", steps };
  const amount = roundPrice(exact, rule);
  steps.push({ step: "converted", amount: exact, rounding: "half-up" });
  if (rule.kind !== "none") steps.push({ step: "rounded", rule, amount });
  return { kind: "converted", amount, steps };
}

/** A rate may be mistyped by many digits: what cannot be counted any more is no price. */
function convertWithin(price: Price, rate: Ratio, to: ActiveCurrencyCode): Price | undefined {
  try {
    const converted = convert(price, rate, to, "half-up");
    return price.amount > 0 && converted.amount === 0 ? money(1, to) : converted;
  } catch (error) {
    if (error instanceof MoneyError) return undefined;
    throw error;
  }
}
