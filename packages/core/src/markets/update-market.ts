import { DomainError, notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { shopSettings } from "../tenants/index.ts";
import { selectMarketForUpdate } from "./load.ts";
import { replaceMarket } from "./queries.ts";
import { consentPolicyFor, inherit, type OwnMarket } from "./rules.ts";
import { checkMarket, openPlaces } from "./save-market.ts";
import { Market, type MarketsErrorCode, UpdateMarket } from "./schemas.ts";
import { keepShownBefore } from "./shown-before.ts";

export const updateMarket = write(
  "markets.update",
  {
    access: { staff: "markets.write" },
    input: UpdateMarket,
    output: Market,
    audit: (input, market) => ({
      subject: market.id,
      details: {
        fields: Object.keys(input).filter((field) => field !== "id" && field !== "version"),
        status: market.status,
      },
    }),
    leaves: ["outbox"],
  },
  async (ctx, input) => {
    const current = await selectMarketForUpdate(ctx.db, input.id);
    if (current === undefined) throw notFound("market");
    if (current.version !== input.version) {
      throw new DomainError<MarketsErrorCode>("conflict", "markets.stale", { current: current.version });
    }
    const market = inherit(changed(current, input), await shopSettings(ctx.db));
    checkMarket(market);
    await keepShownBefore(ctx, current, market);
    await replaceMarket(ctx.db, market, ctx.now());
    await openPlaces(ctx, market);
    ctx.emit({
      type: "market.updated",
      aggregateId: market.id,
      payload: { marketId: market.id, status: market.status },
    });
    return market;
  },
);

/** The regions of countries that the market keeps. */
const within = (countries: readonly string[], regions: readonly string[]): string[] =>
  regions.filter((code) => countries.some((country) => code.startsWith(`${country}-`)));

function changed(current: Market, { consentPolicy: policy, ...input }: UpdateMarket): OwnMarket {
  const countries = input.countries ?? current.countries;
  const override = policy === undefined ? current.consentPolicyOverride : policy;
  return {
    id: current.id,
    handle: current.handle,
    name: input.name ?? current.name,
    status: input.status ?? current.status,
    countries,
    regions: input.regions ?? (input.countries === undefined ? current.regions : within(countries, current.regions)),
    channels: input.channels ?? current.channels,
    paymentMethodsOverride: input.paymentMethods === undefined ? current.paymentMethodsOverride : input.paymentMethods,
    currency: input.currency ?? current.currency,
    locales: input.locales ?? current.locales,
    defaultLocale: input.defaultLocale ?? current.defaultLocale,
    taxDisplayOverride: input.taxDisplay === undefined ? current.taxDisplayOverride : input.taxDisplay,
    priceRounding: input.priceRounding ?? current.priceRounding,
    fxMarginPpm: input.fxMarginPpm ?? current.fxMarginPpm,
    consentPolicy: override ?? consentPolicyFor(countries),
    consentPolicyOverride: override,
    consentPolicyByLaw: consentPolicyFor(countries),
    legal: input.legal ?? current.legal,
    version: current.version + 1,
  };
}
