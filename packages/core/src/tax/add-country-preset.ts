import { DomainError } from "../kernel/errors.ts";
import { newId } from "../platform/new-id.ts";
import { write } from "../platform/verb.ts";
import { presets, presetsAsOf } from "./presets.ts";
import { insertMissingRates, selectRates } from "./queries.ts";
import { AddCountryPreset, AddedPreset, type TaxErrorCode, type TaxRate } from "./schemas.ts";

/** Adds the rates that we know for a country, today's and coming ones; what the shop has set itself stays as it is. */
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
    const today = ctx.now().toISOString().slice(0, 10);
    const known = preset.rates.filter((rate) => rate.validUntil === null || rate.validUntil >= today);
    const own = new Set((await selectRates(ctx.db, country)).map(placeOf));
    const rates = known
      .filter((rate) => !own.has(placeOf(rate)))
      .map((rate): TaxRate => ({ ...rate, id: newId("txr"), country, compound: false, version: 1 }));
    const added = await insertMissingRates(ctx.db, rates, ctx.now());
    if (added.length > 0) {
      ctx.emit({ type: "tax_rate.changed", aggregateId: country, payload: { country, rates: added.length } });
    }
    return { added, source: preset.source, asOf: presetsAsOf, check: [...preset.check] };
  },
);

/** Where a rate of the shop's own stands, none that we know is put beside it, whatever their days. */
const placeOf = (rate: Pick<TaxRate, "region" | "taxClass" | "priority" | "postalFrom" | "scope">): string =>
  [rate.region, rate.taxClass, rate.priority, rate.postalFrom, rate.scope].join(" ");
