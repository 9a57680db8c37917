import { calculate, type Calculation, type CalculationLine, type PricedLine } from "../tax/index.ts";
import { money } from "../kernel/money.ts";
import type { CartQuote } from "./schemas.ts";

/** The figures of a stored quote computed anew from its own prices, rates and rounding: the same at any later time. */
export function recalculate(
  quote: Pick<CartQuote, "currency" | "totals" | "rounding" | "lines" | "shipping">,
): Calculation {
  return calculate({
    currency: quote.currency,
    taxIncluded: quote.totals.taxIncluded,
    rounding: quote.rounding,
    lines: quote.lines.map(lineOf),
    shipping: lineOf(quote.shipping),
  });
}

function lineOf({ id, unitPrice, quantity, discount, reason, discounts, taxes }: PricedLine): CalculationLine {
  const applied = taxes.map(({ rateId, name, ratePpm, compound, part }) => {
    return { rateId, name, ratePpm, compound, ...(part === undefined ? {} : { part }) };
  });
  return {
    id,
    unitPrice: money(unitPrice.amount, unitPrice.currency),
    quantity,
    discount: money(discount.amount, discount.currency),
    treatment: { reason, taxes: applied, discounts },
  };
}
