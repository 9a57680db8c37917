/**
 * What a cart, a quote or an order costs: one function for all three, so that they agree to the minor unit.
 * Always: net + tax = gross in each line, the lines' taxes are the tax lines' sum, and gross adds up to the total.
 */
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { type Money, money, multiply, sum } from "../../kernel/money.ts";
import type { LineTax, PricedLine, RoundingRule, TaxLine, TaxTreatment } from "../schemas.ts";
import { textOf } from "./exact.ts";
import { type TaxAmount, type TaxBase, taxAmounts } from "./tax-amounts.ts";

type Amount = Money<ActiveCurrencyCode>;

/** Something sold: `unitPrice` as prices are shown, and which taxes it bears. */
export interface CalculationLine {
  readonly id: string;
  readonly unitPrice: Amount;
  readonly quantity: number;
  readonly treatment: TaxTreatment;
}

export interface CalculationInput {
  readonly currency: ActiveCurrencyCode;
  /** Whether the prices contain their taxes. */
  readonly taxIncluded: boolean;
  readonly rounding: RoundingRule;
  readonly lines: readonly CalculationLine[];
  readonly shipping: CalculationLine | null;
}

export interface CalculationTotals {
  readonly items: Amount;
  readonly shipping: Amount;
  readonly net: Amount;
  readonly tax: Amount;
  readonly total: Amount;
  readonly taxIncluded: boolean;
}

export interface Calculation {
  readonly lines: readonly PricedLine[];
  readonly shipping: PricedLine | null;
  readonly taxLines: readonly TaxLine[];
  readonly totals: CalculationTotals;
}

export function calculate(input: CalculationInput): Calculation {
  const { currency, taxIncluded } = input;
  const sold = input.shipping === null ? input.lines : [...input.lines, input.shipping];
  const bases = sold.map((line): TaxBase => {
    const amount = multiply(line.unitPrice, line.quantity).amount;
    return { amount, quantity: line.quantity, inclusive: taxIncluded, taxes: line.treatment.taxes };
  });
  const amounts = taxAmounts(bases, input.rounding, currency);
  const priced = sold.map((line, i) => pricedLine(line, amounts[i] ?? [], taxIncluded));
  const shipping = input.shipping === null ? null : (priced.at(-1) ?? null);
  const lines = priced.slice(0, input.lines.length);
  const of = (list: readonly PricedLine[], what: "total" | "net" | "tax" | "gross"): Amount =>
    sum(
      currency,
      list.map((line) => money(line[what].amount, line[what].currency)),
    );
  return {
    lines,
    shipping,
    taxLines: taxLinesOf(priced, currency),
    totals: {
      items: of(lines, "total"),
      shipping: shipping === null ? money(0, currency) : of([shipping], "total"),
      net: of(priced, "net"),
      tax: of(priced, "tax"),
      total: of(priced, "gross"),
      taxIncluded,
    },
  };
}

function pricedLine(line: CalculationLine, amounts: readonly TaxAmount[], taxIncluded: boolean): PricedLine {
  const { currency } = line.unitPrice;
  const shown = multiply(line.unitPrice, line.quantity);
  const tax = amounts.reduce((all, { amount }) => all + amount, 0);
  const net = taxIncluded ? shown.amount - tax : shown.amount;
  let taxesBefore = 0;
  const taxes = amounts.map(({ tax: { rateId, name, ratePpm, compound }, exact, amount }): LineTax => {
    const base = money(compound ? net + taxesBefore : net, currency);
    taxesBefore += amount;
    return { rateId, name, ratePpm, compound, base, amount: money(amount, currency), exact: textOf(exact) };
  });
  return {
    id: line.id,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    total: shown,
    net: money(net, currency),
    tax: money(tax, currency),
    gross: money(net + tax, currency),
    reason: line.treatment.reason,
    taxes,
  };
}

type Part = Pick<TaxLine, "rateId" | "name" | "ratePpm" | "reason"> & { readonly base: number; readonly tax: number };

function partsOf({ reason, net, taxes }: PricedLine): Part[] {
  if (taxes.length === 0) return [{ rateId: null, name: "", ratePpm: 0, reason, base: net.amount, tax: 0 }];
  return taxes.map(({ rateId, name, ratePpm, base, amount }) => {
    return { rateId, name, ratePpm, reason, base: base.amount, tax: amount.amount };
  });
}

/** One line per rate and reason, the highest rate first. */
function taxLinesOf(lines: readonly PricedLine[], currency: ActiveCurrencyCode): TaxLine[] {
  const found = new Map<string, TaxLine>();
  for (const { rateId, name, ratePpm, reason, base, tax } of lines.flatMap(partsOf)) {
    const key = `${rateId ?? ""} ${reason}`;
    const line = found.get(key);
    found.set(key, {
      rateId,
      name,
      ratePpm,
      reason,
      base: money(base + (line?.base.amount ?? 0), currency),
      tax: money(tax + (line?.tax.amount ?? 0), currency),
    });
  }
  return [...found.entries()]
    .toSorted(([a, x], [b, y]) => y.ratePpm - x.ratePpm || (a < b ? -1 : 1))
    .map(([, line]) => line);
}
