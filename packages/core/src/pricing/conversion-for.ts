import { type CurrencyCode, isActiveCurrency } from "../kernel/currency.ts";
import type { TenantCtx } from "../platform/context.ts";
import { selectRatesBetween } from "./queries.ts";
import { type Conversion, findConversion } from "./rules/conversion.ts";

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
