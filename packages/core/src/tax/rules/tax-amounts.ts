/**
 * How much tax lines bear. Tax-exclusive price p at rate r: p·r; tax-inclusive: p·r/(1+r); several taxes stack on
 * the net price, compound ones on the net and the taxes before them. Rounding where and how the shop says
 * (Directive 2006/112/EC leaves it to the states; C-484/06 Ahold accepts each that is consistent):
 * - line: each tax of each line; - unit: each tax of one piece, times the quantity;
 * - order: each tax over all lines once, then given to the lines by largest remainder, earlier lines first.
 */
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { allocate } from "../../kernel/allocate.ts";
import { money } from "../../kernel/money.ts";
import type { Ratio } from "../../kernel/ratio.ts";
import type { AppliedTax, RoundingRule } from "../schemas.ts";
import { grossPerNet, over, rounded, sharesOfNet, times, total, whole } from "./exact.ts";

/** What tax is computed on: `amount` minor units for `quantity` pieces, after discounts. */
export interface TaxBase {
  readonly amount: number;
  readonly quantity: number;
  /** Whether `amount` contains the taxes. */
  readonly inclusive: boolean;
  readonly taxes: readonly AppliedTax[];
}

/** A tax of a line in minor units, as rounded, and exact before. */
export interface TaxAmount {
  readonly tax: AppliedTax;
  readonly exact: Ratio;
  readonly amount: number;
}

/** The taxes of one line before any rounding, in their order. */
export function exactTaxes({ amount, inclusive, taxes }: Omit<TaxBase, "quantity">): Ratio[] {
  const net = inclusive ? over(whole(amount), grossPerNet(taxes)) : whole(amount);
  return sharesOfNet(taxes).map((share) => times(net, share));
}

/** The taxes of each line, in the lines' order. With `combined` the sum of a line's taxes is rounded, not each. */
export function taxAmounts(
  lines: readonly TaxBase[],
  { level, mode }: RoundingRule,
  currency: ActiveCurrencyCode,
  combined = false,
): TaxAmount[][] {
  const exact = lines.map(exactTaxes);
  const share = (parts: readonly Ratio[], factor: number): number[] => {
    if (!combined) return parts.map((part) => rounded(part, mode) * factor);
    const whole = money(rounded(total(parts), mode) * factor, currency);
    return allocate(whole, parts).map((part) => part.amount);
  };
  const amounts =
    level === "order"
      ? overTheOrder(lines, exact, mode, currency)
      : exact.map((parts, i) => {
          const quantity = level === "unit" ? (lines[i]?.quantity ?? 1) : 1;
          return share(
            parts.map((part) => over(part, whole(quantity))),
            quantity,
          );
        });
  return lines.map(({ taxes }, i) =>
    taxes.map((tax, j) => ({ tax, exact: exact[i]?.[j] ?? whole(0), amount: amounts[i]?.[j] ?? 0 })),
  );
}

function overTheOrder(
  lines: readonly TaxBase[],
  exact: readonly Ratio[][],
  mode: RoundingRule["mode"],
  currency: ActiveCurrencyCode,
): number[][] {
  const amounts = exact.map((parts) => parts.map(() => 0));
  const places = lines.flatMap(({ taxes }, i) => taxes.map((tax, j) => ({ id: tax.rateId, i, j })));
  for (const group of Map.groupBy(places, (place) => place.id).values()) {
    const parts = group.map(({ i, j }) => exact[i]?.[j] ?? whole(0));
    const shares = allocate(money(rounded(total(parts), mode), currency), parts);
    for (const [k, { i, j }] of group.entries()) {
      const row = amounts[i];
      if (row !== undefined) row[j] = shares[k]?.amount ?? 0;
    }
  }
  return amounts;
}
