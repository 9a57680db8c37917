import type { ActiveCurrencyCode } from "../kernel/currency.ts";
import { type Money, money } from "../kernel/money.ts";
import { convert } from "../kernel/rate.ts";
import { divideRounded } from "../kernel/rounding.ts";
import type { Conversion } from "../pricing/index.ts";
import type { Calculation, ImportValue, Taxation, TaxSource, UnionSale } from "../tax/index.ts";

type Conversions = ReadonlyMap<string, Conversion>;

/** What the whole sale counts against the Union's threshold; null where it does not count. */
export function unionSaleOf(
  { countsInUnion, beyond }: Taxation,
  source: TaxSource,
  calculation: Calculation | null,
  conversions: Conversions,
): UnionSale | null {
  if (!countsInUnion || calculation === null) return null;
  const rate = conversions.get("EUR");
  return {
    net: rate === undefined ? null : inCurrency(calculation.totals.net, rate, "EUR"),
    // An engine has decided by what it knows itself.
    atHome: beyond !== null && source.kind !== "engine",
    exchangeRates: [...(rate?.legs ?? [])],
  };
}

/** What the goods are worth by the destination's import limit, and which lines are above it. */
export interface Measured {
  readonly value: ImportValue;
  readonly above: ReadonlySet<string>;
}

/** From a calculation by the taxes within the limit; null where the destination has none for this sale. */
export function measureImport(
  { imported }: Taxation,
  calculation: Calculation | null,
  conversions: Conversions,
): Measured | null {
  if (imported === null || calculation === null) return null;
  const { amount, currency, per } = imported.limit;
  const rate = conversions.get(currency);
  const said = { per, limit: money(amount, currency), exchangeRates: [...(rate?.legs ?? [])] };
  // Without a rate nobody can say that it is above.
  if (rate === undefined) return { value: { ...said, value: null, above: false }, above: new Set() };
  const { lines, parts } = calculation;
  const whole = inCurrency(parts.items.net, rate, currency).amount;
  const values = lines.map(({ id, quantity, net }) => {
    const ofPiece = divideRounded(BigInt(inCurrency(net, rate, currency).amount), BigInt(quantity), "up");
    return { id, value: per === "consignment" ? whole : Number(ofPiece) };
  });
  const above = values.filter(({ value }) => value > amount);
  const highest = Math.max(0, ...values.map(({ value }) => value));
  return {
    value: { ...said, value: money(highest, currency), above: above.length > 0 },
    above: new Set(above.map(({ id }) => id)),
  };
}

function inCurrency<C extends ActiveCurrencyCode>(
  { amount, currency }: { readonly amount: number; readonly currency: ActiveCurrencyCode },
  { ratio }: Conversion,
  to: C,
): Money<C> {
  return convert(money(amount, currency), ratio, to, "half-up");
}
