import { isEeaMember } from "../kernel/country.ts";
import { isActiveCurrency } from "../kernel/currency.ts";
import { spansOf, type Span } from "../kernel/earlier.ts";
import { addSeconds } from "../kernel/time.ts";
import { type Market, shownBy } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { type ActivePromotion, promotionsSince } from "../promotions/index.ts";
import { type TaxesFrom, ratesSince } from "../tax/index.ts";
import { earlierSettings, shopSettings } from "../tenants/index.ts";
import { keptDays } from "./queries/versions.ts";
import { selectHistory } from "./queries/history.ts";
import { maxPrice } from "./schemas.ts";
import { type Shown, shownPrices } from "./rules/prior-price.ts";

/** Whether the law of one of the market's countries wants the prior price told: those of the EEA. */
export function tellsPriorPrice(market: Pick<Market, "countries">): boolean {
  return market.countries.some((country) => isEeaMember(country));
}

export interface Past {
  /** By variant: what one piece cost everybody, as prices were entered. */
  readonly shown: ReadonlyMap<string, readonly Shown[]>;
  /** The taxes of the market's first country then. */
  readonly taxes: readonly TaxesFrom[];
  /** Automatic promotions, as they were then. */
  readonly promotions: readonly Span<ActivePromotion>[];
}

/** What decided what variants cost in the market over the last months, as far back as a law may ask. */
export async function pastPricesFor(
  ctx: Pick<TenantCtx, "db" | "tenant">,
  market: Market,
  variantIds: readonly string[],
  at: Date,
): Promise<Past> {
  const { defaultCurrency } = ctx.tenant;
  const shopCurrency = isActiveCurrency(defaultCurrency) ? defaultCurrency : market.currency;
  const since = addSeconds(at, -keptDays * 86_400);
  const { pricesIncludeTax } = await shopSettings(ctx.db);
  const settings = (await earlierSettings(ctx.db)).map((one) => ({ until: one.until, value: one.pricesIncludeTax }));
  const entered = spansOf(pricesIncludeTax, settings, since);
  const markets = (await shownBy(ctx, market, since)).flatMap((span) => marketSpans(market, span, entered));
  const currencies = [...new Set([shopCurrency, ...markets.map(({ value }) => value.currency)])];
  const histories = await selectHistory(ctx.db, variantIds, { marketId: market.id, currencies, since });
  const promotions = await promotionsSince(ctx.db, since);
  const [country] = market.countries;
  const taxes = country === undefined ? [] : await ratesSince(ctx, country, since, at);
  const moments = [
    ...taxes.map(({ from }) => from),
    ...promotions.flatMap(({ value, from, until }) => [
      from,
      ...(until === null ? [] : [until]),
      ...[value.startsAt, value.endsAt].flatMap((one) => (one === null ? [] : [new Date(one)])),
    ]),
  ];
  const shared = { markets, shopCurrency, shopPricesIncludeTax: entered, moments, highest: maxPrice };
  const shown = [...histories].map(([variantId, facts]): [string, Shown[]] => {
    return [variantId, shownPrices({ ...facts, ...shared }, since, at)];
  });
  return { shown: new Map(shown), taxes, promotions };
}

type MarketThen = Awaited<ReturnType<typeof shownBy>>[number];

/** The market as it was: where it said nothing of taxes itself, as the shop entered prices at each moment. */
function marketSpans(market: Market, { value, from, until }: MarketThen, entered: readonly Span<boolean>[]) {
  return entered.flatMap((one) => {
    const begins = one.from > from ? one.from : from;
    const ends = one.until === null || (until !== null && until < one.until) ? until : one.until;
    if (ends !== null && ends <= begins) return [];
    const { currency, priceRounding, fxMarginPpm } = value;
    const taxDisplay = value.taxDisplayOverride ?? (one.value ? ("inclusive" as const) : ("exclusive" as const));
    return [{ value: { id: market.id, currency, priceRounding, fxMarginPpm, taxDisplay }, from: begins, until: ends }];
  });
}
