/** One amount in another currency, at the rates that are quoted: exact fractions, rounded once at the end. */
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import type { Money } from "../../kernel/money.ts";
import { convert } from "../../kernel/rate.ts";
import type { Rounding } from "../../kernel/rounding.ts";
import type { ExchangeRateEntry } from "../schemas.ts";
import { findConversion } from "./conversion.ts";

/** The amount in the currency `to`, or undefined when the entries have no way there. */
export function exchange(
  amount: Money<ActiveCurrencyCode>,
  to: ActiveCurrencyCode,
  entries: readonly ExchangeRateEntry[],
  rounding: Rounding,
): Money<ActiveCurrencyCode> | undefined {
  const conversion = findConversion(entries, amount.currency, to);
  return conversion && convert(amount, conversion.ratio, to, rounding);
}
