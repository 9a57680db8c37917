import { DomainError } from "../kernel/errors.ts";
import { taxRateFromPercent } from "../kernel/rate.ts";
import { newId } from "../platform/new-id.ts";
import { write } from "../platform/verb.ts";
import { presets, presetsAsOf } from "./presets.ts";
import { insertMissingRates } from "./queries.ts";
import { AddCountryPreset, AddedPreset, type TaxErrorCode, type TaxRate } from "./schemas.ts";

/** Adds the rates that we know for a country; what the shop has set itself stays as it is. */
export const addCountryPreset = write(
  "tax.add_country_preset",
  {
    access: { staff: "markets.write" },
    input: AddCountryPreset,
    output: AddedPreset,
    audit: (input, done) => ({ subject: input.country, details: { added: done.added.length } }),
    leaves: ["outbox"],
  },
  async (ctx, { country }) => {
    const preset = presets.get(country);
    if (preset === undefined) throw new DomainError<TaxErrorCode>("invalid", "tax.no_preset", { country });
    const rates = preset.rates.map(({ percent, ...rate }): TaxRate => ({
      ...rate,
      id: newId("txr"),
      country,
      ratePpm: taxRateFromPercent(percent),
      compound: false,
      priority: 1,
      validFrom: null,
      validUntil: null,
      version: 1,
    }));
    const added = await insertMissingRates(ctx.db, rates, ctx.now());
    if (added.length > 0) {
      ctx.emit({ type: "tax_rate.changed", aggregateId: country, payload: { country, rates: added.length } });
    }
    return { added, source: preset.source, asOf: presetsAsOf, check: [...preset.check] };
  },
);
