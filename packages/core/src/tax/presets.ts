/**
 * Rates to begin with, for the day that they hold. Facts, not advice: a merchant checks them before selling, and
 * `check` says where to look twice. Each file under `data/` names its sources.
 */
import { america } from "./data/america.ts";
import { asiaPacificAfrica } from "./data/asia-pacific-africa.ts";
import { europe } from "./data/europe.ts";
import type { CountryRates, KnownRate } from "./data/known-rate.ts";

export const presetsAsOf = "2026-05";

/** By country, past and coming rates included. */
export const presets: ReadonlyMap<string, CountryRates> = new Map(
  [...europe, ...america, ...asiaPacificAfrica].toSorted(([a], [b]) => (a < b ? -1 : 1)),
);

/**
 * What is known of a country's rates in force on a day (`YYYY-MM-DD`), of all its regions or of one and the whole.
 * Empty for a country that is not in the data.
 *
 * @example
 * knownRates({ country: "EE", region: null, date: "2025-03-01" }).find((rate) => rate.taxClass === "standard")?.ratePpm
 * // → 220000
 */
export function knownRates(asked: {
  readonly country: string;
  readonly region?: string | null;
  readonly date: string;
}): KnownRate[] {
  const { region = null, date } = asked;
  return (presets.get(asked.country)?.rates ?? []).filter(
    (rate) =>
      (region === null || rate.region === null || rate.region === region) &&
      (rate.validFrom === null || rate.validFrom <= date) &&
      (rate.validUntil === null || date <= rate.validUntil),
  );
}
