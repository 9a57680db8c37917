/** One line of a calculation: what of it is taxed by which taxes, and the line with its figures. */
import { allocate } from "../../kernel/allocate.ts";
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { type Money, money, multiply } from "../../kernel/money.ts";
import type { AppliedTax, LineTax, PricedLine, RoundingRule, TaxTreatment } from "../schemas.ts";
import { over, rounded, textOf, whole } from "./exact.ts";
import type { TaxAmount, TaxBase } from "./tax-amounts.ts";

type Amount = Money<ActiveCurrencyCode>;

interface Line {
  readonly id: string;
  readonly unitPrice: Amount;
  readonly quantity: number;
  readonly discount: Amount;
  readonly treatment: TaxTreatment;
}

/** The whole line, or the part of it that bears the same taxes. */
export type Piece = TaxBase;

/** What of the line is taxed, in the basis of its price: one piece, or one per part of a line of several parts. */
export function piecesOf({ unitPrice, quantity, discount, treatment }: Line, inclusive: boolean): Piece[] {
  const shown = multiply(unitPrice, quantity);
  const taxed = treatment.discounts === "after_tax" ? shown : money(shown.amount - discount.amount, shown.currency);
  const parts = partsOf(treatment.taxes);
  const amounts = allocate(
    taxed,
    parts.map((part) => part.weight),
  );
  return parts.map(({ taxes }, i) => ({ amount: amounts[i]?.amount ?? 0, quantity, inclusive, taxes }));
}

function partsOf(taxes: readonly AppliedTax[]): { weight: number; taxes: readonly AppliedTax[] }[] {
  if (taxes.every((tax) => tax.part === undefined)) return [{ weight: 1, taxes }];
  const groups = Map.groupBy(taxes, (tax) => tax.part?.of ?? 0);
  return [...groups.values()].map((group) => ({ weight: group[0]?.part?.weight ?? 0, taxes: group }));
}

/** The line with its figures. A discount after tax lowers the net price that is paid, and no tax. */
export function pricedLine(
  line: Line,
  pieces: readonly Piece[],
  amounts: readonly (readonly TaxAmount[])[],
  rounding: RoundingRule,
): PricedLine {
  const { currency } = line.unitPrice;
  const subtotal = multiply(line.unitPrice, line.quantity);
  const after = line.treatment.discounts === "after_tax" ? line.discount.amount : 0;
  let [net, tax] = [0 - after, 0];
  const taxes = pieces.flatMap((piece, i) => {
    const own = amounts[i] ?? [];
    const ofPiece = own.reduce((all, { amount }) => all + amount, 0);
    const netOfPiece = piece.inclusive ? piece.amount - ofPiece : piece.amount;
    net += netOfPiece;
    tax += ofPiece;
    return lineTaxes(own, netOfPiece, currency, { ...rounding, step: rounding.level === "unit" ? piece.quantity : 1 });
  });
  return {
    id: line.id,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    subtotal,
    discount: line.discount,
    total: money(subtotal.amount - line.discount.amount, currency),
    net: money(net, currency),
    tax: money(tax, currency),
    gross: money(net + tax, currency),
    reason: line.treatment.reason,
    discounts: line.treatment.discounts ?? "before_tax",
    taxes,
  };
}

function lineTaxes(
  amounts: readonly TaxAmount[],
  net: number,
  currency: ActiveCurrencyCode,
  { mode, step }: Pick<RoundingRule, "mode"> & { readonly step: number },
): LineTax[] {
  let taxesBefore = 0;
  return amounts.map(({ tax: { rateId, name, ratePpm, compound, part }, exact, amount }): LineTax => {
    const base = money(compound ? net + taxesBefore : net, currency);
    taxesBefore += amount;
    return {
      rateId,
      name,
      ratePpm,
      compound,
      ...(part === undefined ? {} : { part }),
      base,
      amount: money(amount, currency),
      exact: textOf(exact),
      remainder: amount - rounded(over(exact, whole(step)), mode) * step,
    };
  });
}
