/**
 * How much tax lines bear. Tax-exclusive price p at rate r: p·r; tax-inclusive: p·r/(1+r); several taxes stack on
 * the net price, compound ones on the net and the taxes before them. Rounding where and how the shop says
 * (Directive 2006/112/EC leaves it to the states; C-484/06 Ahold accepts each that is consistent):
 * - line: each tax of each line; - unit: each tax of one piece, times the quantity;
 * - order: each tax over all lines once, then given to the lines by largest remainder, earlier lines first.
 */
import type { Ratio } from "../../kernel/ratio.ts";
import type { AppliedTax, RoundingRule } from "../schemas.ts";
import { compareRatios, grossPerNet, nil, over, plus, rounded, sharesOfNet, times, total, whole } from "./exact.ts";

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

/** The taxes of each line, in the lines' order. With `severalTaxes: together` a line's sum is rounded, not each. */
export function taxAmounts(lines: readonly TaxBase[], { level, mode, severalTaxes }: RoundingRule): TaxAmount[][] {
  const exact = lines.map(exactTaxes);
  const amounts =
    level === "order"
      ? overTheOrder(lines, exact, mode)
      : exact.map((parts, i) => {
          const quantity = level === "unit" ? (lines[i]?.quantity ?? 1) : 1;
          const ofOne = parts.map((part) => over(part, whole(quantity)));
          const once = severalTaxes === "together" ? shareOut(ofOne, mode) : ofOne.map((one) => rounded(one, mode));
          return once.map((amount) => amount * quantity);
        });
  return lines.map(({ taxes }, i) =>
    taxes.map((tax, j) => ({ tax, exact: exact[i]?.[j] ?? nil, amount: amounts[i]?.[j] ?? 0 })),
  );
}

/** Each tax (by name and rate, whichever class of goods it came with) over all lines, rounded once. */
function overTheOrder(lines: readonly TaxBase[], exact: readonly Ratio[][], mode: RoundingRule["mode"]): number[][] {
  const amounts = exact.map((parts) => parts.map(() => 0));
  const places = lines.flatMap(({ taxes }, i) =>
    taxes.map((tax, j) => ({ key: `${tax.ratePpm} ${tax.name}`, exact: exact[i]?.[j] ?? nil, i, j })),
  );
  for (const group of Map.groupBy(places, (place) => place.key).values()) {
    const shares = shareOut(
      group.map((place) => place.exact),
      mode,
    );
    for (const [k, { i, j }] of group.entries()) {
      const row = amounts[i];
      if (row !== undefined) row[j] = shares[k] ?? 0;
    }
  }
  return amounts;
}

/** The rounded sum in parts: each is cut down to a whole unit, and the units left go to the largest fractions. */
function shareOut(parts: readonly Ratio[], mode: RoundingRule["mode"]): number[] {
  const shares = parts.map((part) => rounded(part, "floor"));
  const left = rounded(total(parts), mode) - shares.reduce((all, share) => all + share, 0);
  const rests = parts.map((part, i) => ({ i, rest: plus(part, whole(-(shares[i] ?? 0))) }));
  const favoured = rests.toSorted((a, b) => compareRatios(b.rest, a.rest) || a.i - b.i);
  for (const { i } of favoured.slice(0, left)) shares[i] = (shares[i] ?? 0) + 1;
  return shares;
}
