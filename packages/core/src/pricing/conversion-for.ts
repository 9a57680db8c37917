import { type ActiveCurrencyCode, type CurrencyCode, isActiveCurrency } from "../kernel/currency.ts";
import type { TenantCtx } from "../platform/context.ts";
import { known, type Part, together } from "../platform/parts.ts";
import { ratesPart, selectEcbRates, selectRatesBetween } from "./queries.ts";
import { type Conversion, findConversion } from "./rules/conversion.ts";
import type { ExchangeRateEntry } from "./schemas.ts";

/** The rate from one currency into another at a moment, with the entries behind it; undefined without any. */
export async function conversionFor(
  ctx: Pick<TenantCtx, "db">,
  from: CurrencyCode,
  to: CurrencyCode,
  at: Date,
): Promise<Conversion | undefined> {
  if (!isActiveCurrency(from) || !isActiveCurrency(to)) return undefined;
  if (from === to) return findConversion([], from, to);
  return findConversion(await selectRatesBetween(ctx.db, from, to, at.toISOString().slice(0, 10)), from, to);
}

/** The same into several, to be read with others: by currency, those that can be made. */
export function conversionsPart(
  ctx: Pick<TenantCtx, "db">,
  from: ActiveCurrencyCode,
  to: readonly ActiveCurrencyCode[],
  at: Date,
): Part<ReadonlyMap<string, Conversion>> {
  const others = to.filter((one) => one !== from);
  const entries = others.length === 0 ? known([]) : ratesPart(from, others, at.toISOString().slice(0, 10));
  return together({ entries }, ({ entries: rates }) => {
    const made = to.map((currency) => [currency, findConversion(rates, from, currency)] as const);
    return new Map(made.flatMap(([currency, found]) => (found === undefined ? [] : [[currency, found] as const])));
  });
}

/** What one euro bought on a day, by the European Central Bank's first publication from that day on. */
export async function ecbRatesOn(
  ctx: Pick<TenantCtx, "db">,
  currencies: readonly string[],
  day: string,
): Promise<ExchangeRateEntry[]> {
  return currencies.length === 0 ? [] : selectEcbRates(ctx.db, currencies, day);
}
