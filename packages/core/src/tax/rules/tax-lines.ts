/** The taxes of a sale by rate and reason, as an invoice lists them (Directive 2006/112/EC art. 226 (8)–(10)). */
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { money } from "../../kernel/money.ts";
import type { PricedLine, TaxLine } from "../schemas.ts";

type Part = Pick<TaxLine, "rateId" | "name" | "ratePpm" | "reason"> & { readonly base: number; readonly tax: number };

function partsOf({ reason, net, taxes }: PricedLine): Part[] {
  if (taxes.length === 0) return [{ rateId: null, name: "", ratePpm: 0, reason, base: net.amount, tax: 0 }];
  return taxes.map(({ rateId, name, ratePpm, base, amount }) => {
    return { rateId, name, ratePpm, reason, base: base.amount, tax: amount.amount };
  });
}

/** One line per rate and reason, the highest rate first. */
export function taxLinesOf(lines: readonly PricedLine[], currency: ActiveCurrencyCode): TaxLine[] {
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
