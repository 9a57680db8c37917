import { taxRateFromPercent } from "../../kernel/rate.ts";
import type { RateScope, TaxReason } from "../schemas.ts";

/** A rate as the data here have it; what is left out is as in most of them. */
export interface KnownRate {
  readonly region: string | null;
  readonly postalFrom: string | null;
  readonly postalUntil: string | null;
  readonly taxClass: string;
  readonly name: string;
  readonly ratePpm: number;
  readonly reason: TaxReason;
  readonly priority: number;
  readonly scope: RateScope;
  readonly regional: boolean;
  readonly appliesToShipping: boolean;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

/** The rates of a country, where they are from, and what to look at twice. */
export interface CountryRates {
  readonly source: string;
  readonly rates: readonly KnownRate[];
  readonly check: readonly string[];
}

/**
 * The rates of one class in time: `"22@2024-01-01 24@2025-07-01"`, in per cent and from which day on; without a day
 * since ever. Each holds until the day before the next; `–@2024-01-01` ends the class on that day.
 */
export function inTime(history: string, more: Partial<KnownRate> & Pick<KnownRate, "name">): KnownRate[] {
  const steps = history.split(" ").map((step) => {
    const [percent = "", from = null] = step.split("@");
    return { percent, validFrom: from };
  });
  return steps.flatMap(({ percent, validFrom }, i) => {
    if (percent === "–") return [];
    const next = steps[i + 1]?.validFrom;
    const rate: KnownRate = {
      region: null,
      postalFrom: null,
      postalUntil: null,
      taxClass: "standard",
      reason: (more.taxClass ?? "standard") === "standard" ? "standard" : "reduced",
      priority: 1,
      scope: "any",
      regional: false,
      appliesToShipping: true,
      ...more,
      ratePpm: taxRateFromPercent(percent),
      validFrom,
      validUntil: next ? dayBefore(next) : null,
    };
    return [rate];
  });
}

export const zeroRate = (name: string): KnownRate[] => inTime("0", { name, taxClass: "zero", reason: "zero" });

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
