/** Random ways from a shop's currency into a market's, and how a trace is followed by hand. */
import fc from "fast-check";
import type { ActiveCurrencyCode } from "../kernel/currency.ts";
import { type Money, money } from "../kernel/money.ts";
import { applyMarginPpm, convert, exchangeRate, parseRate } from "../kernel/rate.ts";
import { invertRatio, multiplyRatios, ratio } from "../kernel/ratio.ts";
import { findConversion } from "../pricing/rules/conversion.ts";
import { roundPrice } from "../pricing/rules/round-price.ts";
import type { ExchangeRateEntry, PriceStep } from "../pricing/schemas.ts";

const currencies = ["EUR", "USD", "JPY", "KWD", "CHF"] as const;
const quoted = fc
  .tuple(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 0, max: 4 }))
  .map(([digits, places]) => exchangeRate((digits / 10 ** places).toFixed(places)));

const rounding = fc.oneof(
  fc.constant({ kind: "none" as const }),
  fc.record({
    kind: fc.constant("step" as const),
    step: fc.integer({ min: 1, max: 1000 }),
    mode: fc.constantFrom("half-up" as const, "down" as const, "up" as const),
  }),
  fc
    .tuple(fc.integer({ min: 2, max: 1000 }), fc.nat())
    .map(([of, n]) => ({ kind: "ending" as const, of, ending: n % of, mode: "half-up" as const })),
);

/** Quotes against the euro, either way round; a market of another currency with its margin and rounding. */
export const into = fc
  .record({
    from: fc.constantFrom(...currencies),
    to: fc.constantFrom(...currencies),
    rates: fc.array(quoted, { minLength: currencies.length, maxLength: currencies.length }),
    inverted: fc.boolean(),
    fxMarginPpm: fc.integer({ min: -500_000, max: 2_000_000 }),
    priceRounding: rounding,
  })
  .filter(({ from, to }) => from !== to)
  .map(({ from, to, rates, inverted, fxMarginPpm, priceRounding }) => {
    const entries = currencies.flatMap((currency, i): ExchangeRateEntry[] => {
      const of = { rate: rates[i] ?? exchangeRate("1"), day: "2026-06-12", source: "ecb" } as const;
      if (currency === "EUR") return [];
      return [inverted ? { base: currency, quote: "EUR", ...of } : { base: "EUR", quote: currency, ...of }];
    });
    const market = { currency: to, fxMarginPpm, priceRounding };
    return { from, market, conversion: findConversion(entries, from, to) };
  });

/** What a trace says, done again from what was entered: its quotes, its margin, its roundings. */
export function replayed(entered: Money<ActiveCurrencyCode>, steps: readonly PriceStep[]): Money<ActiveCurrencyCode> {
  return steps.reduce((amount, step) => {
    switch (step.step) {
      case "rate": {
        const rates = step.legs.map(({ rate, inverted }) =>
          inverted ? invertRatio(parseRate(rate)) : parseRate(rate),
        );
        const exact = applyMarginPpm(rates.reduce(multiplyRatios, ratio(1n, 1n)), step.marginPpm);
        const converted = convert(amount, exact, step.to, "half-up");
        // What costs something never becomes free.
        return amount.amount > 0 && converted.amount === 0 ? money(1, step.to) : converted;
      }
      case "rounded":
        return roundPrice(amount, step.rule);
      case "free":
        return money(0, amount.currency);
      default:
        return amount;
    }
  }, entered);
}
