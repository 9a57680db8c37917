import { isEeaMember } from "../kernel/country.ts";
import { isActiveCurrency } from "../kernel/currency.ts";
import { spansOf, type Span } from "../kernel/earlier.ts";
import { addSeconds } from "../kernel/time.ts";
import { type Market, type MarketThen, shownByPart } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { type Ids, known, type Part, together } from "../platform/parts.ts";
import { type ActivePromotion, promotionsSincePart } from "../promotions/index.ts";
import { type TaxesFrom, ratesSincePart } from "../tax/index.ts";
import { earlierSettingsPart, shopSettingsPart } from "../tenants/index.ts";
import { keptDays } from "./queries/versions.ts";
import { historyPart } from "./queries/history.ts";
import { maxPrice } from "./schemas.ts";
import { type Shown, shownPrices } from "./rules/prior-price.ts";

/** Whether the law of one of the market's countries wants the prior price told: those of the EEA. */
export function tellsPriorPrice(market: Pick<Market, "countries">): boolean {
  return market.countries.some((country) => isEeaMember(country));
}

export interface Past {
  /** What one piece of a variant cost everybody, as prices were entered. */
  readonly shown: (variantId: string) => readonly Shown[];
  /** The taxes of the market's first country then. */
  readonly taxes: readonly TaxesFrom[];
  /** Automatic promotions, as they were then. */
  readonly promotions: readonly Span<ActivePromotion>[];
}

/** What decided what variants cost in the market over the last months, as far back as a law may ask, as a part. */
export function pastPricesPart(ctx: Pick<TenantCtx, "tenant">, market: Market, variantIds: Ids, at: Date): Part<Past> {
  const { defaultCurrency } = ctx.tenant;
  const shopCurrency = isActiveCurrency(defaultCurrency) ? defaultCurrency : market.currency;
  const since = addSeconds(at, -keptDays * 86_400);
  const [country] = market.countries;
  const parts = {
    settings: shopSettingsPart(),
    earlier: earlierSettingsPart(),
    shownBy: shownByPart(market, since),
    histories: historyPart(variantIds, { marketId: market.id, currencies: [market.currency, shopCurrency], since }),
    promotions: promotionsSincePart(since),
    taxes: country === undefined ? known([]) : ratesSincePart(country, since, at),
  };
  return together(parts, ({ settings, earlier, shownBy, histories, promotions, taxes }) => {
    const before = earlier.map(({ until, pricesIncludeTax }) => ({ until, value: pricesIncludeTax }));
    const entered = spansOf(settings.pricesIncludeTax, before, since);
    const markets = shownBy.flatMap((span) => marketSpans(market, span, entered));
    const moments = [...taxes.map(({ from }) => from), ...promotions.flatMap(momentsOf)];
    const shared = { markets, shopCurrency, shopPricesIncludeTax: entered, moments, highest: maxPrice };
    const shown = (variantId: string) => shownPrices({ ...histories(variantId), ...shared }, since, at);
    return { shown, taxes, promotions };
  });
}

function momentsOf({ value, from, until }: Span<ActivePromotion>): Date[] {
  const window = [value.startsAt, value.endsAt].flatMap((one) => (one === null ? [] : [new Date(one)]));
  return [from, ...(until === null ? [] : [until]), ...window];
}

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
