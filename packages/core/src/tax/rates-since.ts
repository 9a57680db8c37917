import type { TenantCtx } from "../platform/context.ts";
import { selectRateChanges } from "./queries.ts";
import { ratesFor, type Taxation } from "./rates-for.ts";

/** The taxes of a country from a moment on, until the next. */
export interface TaxesFrom {
  readonly from: Date;
  readonly taxation: Taxation;
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Which taxes a country has had since a moment, as its rates are entered now; one entry where none changed. */
export async function ratesSince(
  ctx: Pick<TenantCtx, "db">,
  country: string,
  since: Date,
  until: Date,
): Promise<TaxesFrom[]> {
  const changes = await selectRateChanges(ctx.db, country, dayOf(since), dayOf(until));
  const found: TaxesFrom[] = [];
  for (const from of [since, ...changes.map((day) => new Date(`${day}T00:00:00Z`))]) {
    found.push({ from, taxation: await ratesFor(ctx, { country, at: from }) });
  }
  return found;
}
