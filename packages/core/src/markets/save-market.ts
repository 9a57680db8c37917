import { DomainError } from "../kernel/errors.ts";
import { violates } from "../platform/db.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { claimPlaces, selectPlaceOwners } from "./queries.ts";
import { nameOfPlace, placesOf } from "./rules.ts";
import type { Market, MarketsErrorCode } from "./schemas.ts";

/** What every market must be, however it came to be so. */
export function checkMarket(market: Market): void {
  if (!market.locales.includes(market.defaultLocale)) {
    throw new DomainError<MarketsErrorCode>("invalid", "markets.locale_not_offered", { locale: market.defaultLocale });
  }
  const strange = market.regions.filter((code) => !market.countries.some((country) => code.startsWith(`${country}-`)));
  if (strange.length > 0) {
    const regions = strange.join(", ");
    throw new DomainError<MarketsErrorCode>("invalid", "markets.region_not_in_market", {
      regions,
      fields: ["regions"],
    });
  }
}

/** Gives an open market its places, or refuses with those that another one has. */
export async function openPlaces(ctx: TenantTxCtx, market: Market): Promise<void> {
  const places = market.status === "active" ? placesOf(market) : [];
  const taken = places.length === 0 ? [] : await selectPlaceOwners(ctx.db, places, market.id);
  if (taken.length > 0) throw placeTaken(taken.map(nameOfPlace), taken[0]?.handle ?? null);
  try {
    await claimPlaces(ctx.db, market.id, places);
  } catch (error) {
    if (violates(error, "market_countries_pkey")) throw placeTaken(places.map(nameOfPlace), null);
    throw error;
  }
}

function placeTaken(countries: readonly string[], market: string | null): DomainError<MarketsErrorCode> {
  return new DomainError("conflict", "markets.country_taken", { countries, market });
}
