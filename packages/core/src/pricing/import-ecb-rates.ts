import { DomainError } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { upsertExchangeRates } from "./queries.ts";
import { parseEcbXml } from "./rules/parse-ecb-xml.ts";
import { ImportEcbRates, ImportedRates, type PricingErrorCode } from "./schemas.ts";

/** Takes in the European Central Bank's file of reference rates, all of it or nothing. */
export const importEcbRates = write(
  "pricing.import_ecb_rates",
  {
    access: { staff: "markets.write" },
    urgency: "extra",
    input: ImportEcbRates,
    output: ImportedRates,
    audit: (_input, done) => ({ subject: "EUR", details: { rates: done.rates, days: done.days, latest: done.latest } }),
    leaves: ["outbox"],
  },
  async (ctx, { xml }) => {
    const rates = parseEcbXml(xml);
    if (rates === undefined) throw new DomainError<PricingErrorCode>("invalid", "pricing.ecb_malformed");
    const latest = rates.at(-1)?.day;
    if (latest === undefined) throw new DomainError<PricingErrorCode>("invalid", "pricing.no_rates_in_file");
    await upsertExchangeRates(ctx.db, rates, ctx.now());
    ctx.emit({ type: "exchange_rate.changed", aggregateId: "EUR", payload: { source: "ecb", day: latest } });
    return { days: new Set(rates.map((rate) => rate.day)).size, rates: rates.length, latest };
  },
);
