import { canonicalJson } from "../kernel/canonical-json.ts";
import { spansOf, type Span, withEarlier } from "../kernel/earlier.ts";
import { type Part, readPart, together } from "../platform/parts.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { earlierPart, keepEarlier } from "./queries.ts";
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
  await keepEarlier(ctx.db, was.id, withEarlier(await readPart(ctx.db, earlierPart(was.id)), last, keptDays));
}

export type MarketThen = Span<Omit<EarlierMarket, "until">>;

/** By what the market has shown prices since a moment, to be read with others. */
export function shownByPart(market: Market, since: Date): Part<MarketThen[]> {
  return together({ earlier: earlierPart(market.id) }, ({ earlier }) =>
    spansOf(
      factsOf(market),
      earlier.map(({ until, ...value }) => ({ until, value })),
      since,
    ),
  );
}
