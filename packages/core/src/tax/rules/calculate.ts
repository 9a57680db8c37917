/**
 * What a cart, a quote or an order costs: one function for all three, so that they agree to the minor unit.
 * Always: net + tax = gross in each line, the lines' taxes are the tax lines' sum, and gross adds up to the total.
 *
 * Remainder rule: where a sum is rounded once (the order's tax, an order's discount, shipping in parts), the parts
 * are cut down to whole units and the units left over go to the largest fractions, of equal ones to the earlier line.
 * So the order of lines decides nothing but which of two equal lines gets such a unit.
 */
import { allocate } from "../../kernel/allocate.ts";
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { type Money, money, MoneyError, multiply, sum } from "../../kernel/money.ts";
import type { AppliedTax, PricedLine, RoundingRule, TaxLine, TaxTreatment } from "../schemas.ts";
import { repriced } from "./change-basis.ts";
import { type Piece, piecesOf, pricedLine } from "./priced-line.ts";
import { taxAmounts } from "./tax-amounts.ts";
import { taxLinesOf } from "./tax-lines.ts";

type Amount = Money<ActiveCurrencyCode>;

/** Something sold: `unitPrice` as prices are shown, what is taken off, and which taxes it bears. */
export interface CalculationLine {
  readonly id: string;
  /** Negative for something given back. */
  readonly unitPrice: Amount;
  readonly quantity: number;
  /** For the whole line, in the basis of the price; from 0 to `unitPrice × quantity`. */
  readonly discount: Amount;
  readonly treatment: TaxTreatment;
  /** Where this line's price differs from the others in containing its taxes or not. */
  readonly taxIncluded?: boolean;
  /** The taxes that the listed price contains, where not this price but its net is to be kept. */
  readonly listedTaxes?: readonly AppliedTax[];
}

export interface CalculationInput {
  readonly currency: ActiveCurrencyCode;
  /** Whether the prices contain their taxes. */
  readonly taxIncluded: boolean;
  readonly rounding: RoundingRule;
  readonly lines: readonly CalculationLine[];
  readonly shipping: CalculationLine | null;
  /** Further consignments of the same sale. */
  readonly moreShipping?: readonly CalculationLine[];
  /** A discount on all lines together, shipping left out: shared out in proportion to what the lines come to. */
  readonly orderDiscount?: Amount;
}

export interface CalculationTotals {
  /** Of the lines, before discounts, as prices are shown; like `discount` and `shipping`. */
  readonly items: Amount;
  /** All that is taken off, lines and shipping. */
  readonly discount: Amount;
  /** Before its discount. */
  readonly shipping: Amount;
  readonly net: Amount;
  readonly tax: Amount;
  /** To be paid: `net + tax`. */
  readonly total: Amount;
  readonly taxIncluded: boolean;
}

export interface Sums {
  readonly net: Amount;
  readonly tax: Amount;
  readonly gross: Amount;
}

export interface Calculation {
  readonly lines: readonly PricedLine[];
  readonly shipping: PricedLine | null;
  readonly moreShipping: readonly PricedLine[];
  readonly taxLines: readonly TaxLine[];
  readonly totals: CalculationTotals;
  /** The same by part, after discounts; and the tax as contained in prices or added to them. */
  readonly parts: {
    readonly items: Sums;
    readonly shipping: Sums;
    readonly includedTax: Amount;
    readonly addedTax: Amount;
  };
}

/** @throws MoneyError for a discount that is negative or more than what it is taken off, and for amounts too large. */
export function calculate(input: CalculationInput): Calculation {
  const { currency, rounding } = input;
  const goods = shareDiscount(
    input.lines.map((line) => atNetKept(line, input)),
    input,
  );
  const carried = [...(input.shipping === null ? [] : [input.shipping]), ...(input.moreShipping ?? [])];
  const sold = [...goods, ...carried.map((line) => atNetKept(line, input))];
  const pieces = sold.map((line): Piece[] => piecesOf(checked(line), line.taxIncluded ?? input.taxIncluded));
  const amounts = taxAmounts(pieces.flat(), rounding);
  let read = 0;
  const priced = sold.map((line, i) => {
    const own = pieces[i] ?? [];
    read += own.length;
    return pricedLine(line, own, amounts.slice(read - own.length, read), rounding);
  });
  const lines = priced.slice(0, goods.length);
  const shipping = priced.slice(goods.length);
  const of = (list: readonly PricedLine[], what: "subtotal" | "discount" | "net" | "tax" | "gross"): Amount =>
    sum(
      currency,
      list.map((line) => money(line[what].amount, line[what].currency)),
    );
  const sums = (list: readonly PricedLine[]): Sums => {
    return { net: of(list, "net"), tax: of(list, "tax"), gross: of(list, "gross") };
  };
  const included = priced.filter((_, i) => sold[i]?.taxIncluded ?? input.taxIncluded);
  const added = priced.filter((_, i) => !(sold[i]?.taxIncluded ?? input.taxIncluded));
  return {
    lines,
    shipping: input.shipping === null ? null : (shipping[0] ?? null),
    moreShipping: input.shipping === null ? shipping : shipping.slice(1),
    taxLines: taxLinesOf(priced, currency),
    totals: {
      items: of(lines, "subtotal"),
      discount: of(priced, "discount"),
      shipping: of(shipping, "subtotal"),
      net: of(priced, "net"),
      tax: of(priced, "tax"),
      total: of(priced, "gross"),
      taxIncluded: input.taxIncluded,
    },
    parts: {
      items: sums(lines),
      shipping: sums(shipping),
      includedTax: of(included, "tax"),
      addedTax: of(added, "tax"),
    },
  };
}

function atNetKept(line: CalculationLine, { taxIncluded, rounding }: CalculationInput): CalculationLine {
  if (line.listedTaxes === undefined || !(line.taxIncluded ?? taxIncluded)) return line;
  const unitPrice = repriced(line.unitPrice, line.listedTaxes, line.treatment.taxes, rounding.mode);
  return { ...line, unitPrice };
}

function shareDiscount(lines: readonly CalculationLine[], { orderDiscount }: CalculationInput): CalculationLine[] {
  if (orderDiscount === undefined) return [...lines];
  const worth = lines.map((line) => Math.max(0, line.unitPrice.amount * line.quantity - line.discount.amount));
  const shares = allocate(orderDiscount, worth);
  return lines.map((line, i) => ({
    ...line,
    discount: sum(line.discount.currency, [line.discount, shares[i] ?? money(0, line.discount.currency)]),
  }));
}

function checked(line: CalculationLine): CalculationLine {
  const most = multiply(line.unitPrice, line.quantity).amount;
  if (line.discount.amount < 0 || line.discount.amount > Math.max(0, most)) {
    throw new MoneyError("a discount lies between nothing and what it is taken off");
  }
  return line;
}
