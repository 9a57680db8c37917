import type { ActiveCurrencyCode } from "../kernel/currency.ts";
import { type Money, money, MoneyError, parseDecimal } from "../kernel/money.ts";
import { taxRateFromBasisPoints, taxRateFromPercent } from "../kernel/rate.ts";
import type { z } from "zod";
import { QuoteDocument, type QuoteDocumentInput, type QuoteLine, type QuoteTax } from "./quote-schemas.ts";
import { calculate, type Calculation, type CalculationLine } from "./rules/calculate.ts";
import { type QuoteStep, quoteTrace } from "./rules/quote-trace.ts";
import type { AppliedTax } from "./schemas.ts";

/** The calculation with its steps, and each tax's sum under its name. */
export interface Quote extends Calculation {
  readonly byTax: Readonly<Record<string, { readonly base: number; readonly tax: number }>>;
  readonly trace: readonly QuoteStep[];
}

/**
 * Computes a sale from a document that is complete in itself: the same calculation as a cart's, without a shop.
 * Amounts are minor units, or text in units of the currency.
 *
 * @throws ZodError for a document of another shape, RangeError for an amount, a rate or a discount that cannot be.
 * @example
 * const { totals } = quote({
 *   currency: "EUR",
 *   taxIncluded: true,
 *   lines: [{ unitPrice: "19.99", quantity: 3, taxes: [{ name: "VAT", percent: "19" }] }],
 * });
 * totals.tax.amount; // 958
 */
export function quote(document: QuoteDocumentInput): Quote {
  const parsed = QuoteDocument.parse(document);
  const { currency, taxIncluded, rounding } = parsed;
  const lines = parsed.lines.map((line, i) => calculationLine(line, `line ${i + 1}`, currency));
  const carried = parsed.shipping.map((line, i) => calculationLine(line, `shipping ${i + 1}`, currency));
  const given = {
    currency,
    taxIncluded,
    rounding,
    lines,
    shipping: carried[0] ?? null,
    moreShipping: carried.slice(1),
    orderDiscount: amountOf(parsed.orderDiscount, currency),
  };
  const calculation = calculate(given);
  return { ...calculation, byTax: byTax(calculation), trace: quoteTrace(given, calculation) };
}

function calculationLine(
  line: z.output<typeof QuoteLine>,
  otherwise: string,
  currency: ActiveCurrencyCode,
): CalculationLine {
  const { id, unitPrice, quantity, discount, taxes, reason, taxIncluded, listedTaxes, discounts } = line;
  return {
    id: id ?? otherwise,
    unitPrice: amountOf(unitPrice, currency),
    quantity,
    discount: amountOf(discount, currency),
    treatment: {
      reason: reason ?? (taxes.length > 0 ? "standard" : "exempt"),
      taxes: taxes.map(appliedTax),
      ...(discounts === undefined ? {} : { discounts }),
    },
    ...(taxIncluded === undefined ? {} : { taxIncluded }),
    ...(listedTaxes === undefined ? {} : { listedTaxes: listedTaxes.map(appliedTax) }),
  };
}

/** Taxes of one name and rate are one tax, whichever line bears them. */
function appliedTax({ name, percent, basisPoints, compound }: z.output<typeof QuoteTax>): AppliedTax {
  const ratePpm = percent === undefined ? taxRateFromBasisPoints(basisPoints ?? 0) : taxRateFromPercent(percent);
  const said = name ?? percent ?? String(basisPoints);
  return { rateId: `${said} ${ratePpm}${compound ? " compound" : ""}`, name: said, ratePpm, compound };
}

/** An amount of a document: minor units, or text in units of the currency. */
export function amountOf(amount: number | string, currency: ActiveCurrencyCode): Money<ActiveCurrencyCode> {
  if (typeof amount === "number") return money(amount, currency);
  const parsed = parseDecimal(amount, currency);
  if (!parsed.ok)
    throw new MoneyError(`“${amount}” is no amount in ${currency} (${parsed.reason.replaceAll("_", " ")})`);
  return parsed.money;
}

function byTax({ taxLines }: Calculation): Quote["byTax"] {
  const groups = Map.groupBy(
    taxLines.filter((tax) => tax.rateId !== null),
    (tax) => tax.name,
  );
  const total = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
  return Object.fromEntries(
    [...groups].map(([name, list]) => {
      const [base, tax] = [list.map((one) => one.base.amount), list.map((one) => one.tax.amount)];
      return [name, { base: total(base), tax: total(tax) }];
    }),
  );
}
