import { DomainError } from "../kernel/errors.ts";
import { violates } from "../platform/db.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { claimCountries, selectCountryOwners } from "./queries.ts";
import type { Market, MarketsErrorCode } from "./schemas.ts";

/** What every market must be, however it came to be so. */
export function checkMarket(market: Market): void {
  if (market.locales.includes(market.defaultLocale)) return;
  throw new DomainError<MarketsErrorCode>("invalid", "markets.locale_not_offered", { locale: market.defaultLocale });
}

/** Gives an open market its countries, or refuses with those that another one serves. */
export async function openCountries(ctx: TenantTxCtx, market: Market): Promise<void> {
  const countries = market.status === "active" ? market.countries : [];
  const taken = countries.length === 0 ? [] : await selectCountryOwners(ctx.db, countries, market.id);
  if (taken.length > 0) {
    throw countryTaken(
      taken.map(({ country }) => country),
      taken[0]?.handle ?? null,
    );
  }
  try {
    await claimCountries(ctx.db, market.id, countries);
  } catch (error) {
    if (violates(error, "market_countries_pkey")) throw countryTaken(countries, null);
    throw error;
  }
}

function countryTaken(countries: readonly string[], market: string | null): DomainError<MarketsErrorCode> {
  return new DomainError("conflict", "markets.country_taken", { countries, market });
}
