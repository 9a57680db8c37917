import { DomainError } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { selectCountriesWithRates, selectTaxation } from "./queries.ts";
import type { RateTable, TaxChoice } from "./rules/choose-taxes.ts";
import type { RoundingRule, TaxErrorCode, TaxTreatment } from "./schemas.ts";

export interface Destination {
  readonly country: string;
  /** ISO 3166-2 without the country; null where it is not known or does not matter. */
  readonly region?: string | null;
  readonly at: Date;
}

/** The rates in force at a destination on the day (UTC) of `at`, and how the shop rounds tax. */
export async function ratesFor(
  ctx: Pick<TenantCtx, "db">,
  { country, region = null, at }: Destination,
): Promise<RateTable & { readonly rounding: RoundingRule }> {
  const { rates, settings } = await selectTaxation(ctx.db, country, dayOf(at));
  return { country, region, rates, rounding: { level: settings.roundingLevel, mode: settings.roundingMode } };
}

/** The treatment, or the refusal where no rate is set: a missing rate is never taken for zero. */
export function requireTreatment(choice: TaxChoice): TaxTreatment {
  if (choice.kind === "taxed") return { reason: choice.reason, taxes: choice.taxes };
  const { country, region, taxClass } = choice;
  throw new DomainError<TaxErrorCode>("precondition", "tax.rate_missing", { country, region, taxClass });
}

/** What `requireTreatment` would refuse, as a list: of `countries`, those without any rate in force. */
export async function countriesWithoutRates(
  ctx: Pick<TenantCtx, "db">,
  countries: readonly string[],
  at: Date,
): Promise<string[]> {
  if (countries.length === 0) return [];
  const covered = new Set(await selectCountriesWithRates(ctx.db, countries, dayOf(at)));
  return countries.filter((country) => !covered.has(country));
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
