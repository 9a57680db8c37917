import { canonicalJson } from "../kernel/canonical-json.ts";
import { spansOf, type Span, withEarlier } from "../kernel/earlier.ts";
import type { TenantCtx } from "../platform/context.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { keepEarlier, selectEarlier } from "./queries.ts";
import type { EarlierMarket, Market } from "./schemas.ts";

/** As far back as a prior price can be asked for: a reduction of three months, and the 30 days before it. */
const keptDays = 120;

type Shown = Pick<Market, "countries" | "currency" | "taxDisplayOverride" | "priceRounding" | "fxMarginPpm">;

const factsOf = (market: Shown): Omit<EarlierMarket, "until"> => ({
  country: market.countries[0] ?? null,
  currency: market.currency,
  taxDisplayOverride: market.taxDisplayOverride,
  priceRounding: market.priceRounding,
  fxMarginPpm: market.fxMarginPpm,
});

/** Keeps what the market showed prices by, where a change alters it; its row is locked. */
export async function keepShownBefore(ctx: Pick<TenantTxCtx, "db" | "now">, was: Market, next: Market): Promise<void> {
  const before = factsOf(was);
  if (canonicalJson(before) === canonicalJson(factsOf(next))) return;
  const last = { until: ctx.now().toISOString(), ...before };
  await keepEarlier(ctx.db, was.id, withEarlier(await selectEarlier(ctx.db, was.id), last, keptDays));
}

/** By what the market has shown prices since a moment. */
export async function shownBy(
  ctx: Pick<TenantCtx, "db">,
  market: Market,
  since: Date,
): Promise<Span<Omit<EarlierMarket, "until">>[]> {
  const earlier = await selectEarlier(ctx.db, market.id);
  return spansOf(
    factsOf(market),
    earlier.map(({ until, ...value }) => ({ until, value })),
    since,
  );
}
