/** How the figures of a calculation came about, step by step, from what it was given and what it gave. */
import type { PricedLine } from "../schemas.ts";
import type { Calculation, CalculationInput } from "./calculate.ts";

/** One step. Amounts are minor units; `exact` is the fraction before rounding, `remainder` what sharing out added. */
export type QuoteStep =
  | {
      readonly step: "line";
      readonly line: string;
      readonly unitPrice: number;
      readonly quantity: number;
      readonly amount: number;
    }
  | { readonly step: "net_kept"; readonly line: string; readonly listed: number; readonly unitPrice: number }
  | { readonly step: "discount"; readonly line: string; readonly own: number; readonly ofOrder: number }
  | {
      readonly step: "tax";
      readonly line: string;
      readonly name: string;
      readonly ratePpm: number;
      readonly base: number;
      readonly exact: string;
      readonly remainder: number;
      readonly amount: number;
    }
  | { readonly step: "total"; readonly net: number; readonly tax: number; readonly amount: number };

export function quoteTrace(
  given: CalculationInput,
  { lines, shipping, moreShipping, totals }: Calculation,
): QuoteStep[] {
  const asked = [...given.lines, ...(given.shipping === null ? [] : [given.shipping]), ...(given.moreShipping ?? [])];
  const priced = [...lines, ...(shipping === null ? [] : [shipping]), ...moreShipping];
  const steps = priced.flatMap((line, i) => stepsOf(line, asked[i]));
  return [...steps, { step: "total", net: totals.net.amount, tax: totals.tax.amount, amount: totals.total.amount }];
}

function stepsOf(line: PricedLine, asked: CalculationInput["lines"][number] | undefined): QuoteStep[] {
  const listed = asked?.unitPrice.amount ?? line.unitPrice.amount;
  const own = asked?.discount.amount ?? 0;
  const unitPrice = line.unitPrice.amount;
  return [
    ...(listed === unitPrice ? [] : [{ step: "net_kept" as const, line: line.id, listed, unitPrice }]),
    { step: "line", line: line.id, unitPrice, quantity: line.quantity, amount: line.subtotal.amount },
    ...(line.discount.amount === 0
      ? []
      : [{ step: "discount" as const, line: line.id, own, ofOrder: line.discount.amount - own }]),
    ...line.taxes.map(({ name, ratePpm, base, exact, remainder, amount }) => {
      return {
        step: "tax" as const,
        line: line.id,
        name,
        ratePpm,
        base: base.amount,
        exact,
        remainder,
        amount: amount.amount,
      };
    }),
  ];
}
