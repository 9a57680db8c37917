import { DomainError } from "../kernel/errors.ts";
import { addSeconds } from "../kernel/time.ts";
import { write } from "../platform/verb.ts";
import { selectRateForUpdate, upsertExchangeRates } from "./queries.ts";
import { keepVersions, ratesSubject } from "./queries/versions.ts";
import { ExchangeRateEntry, type PricingErrorCode, SetExchangeRate } from "./schemas.ts";

/** Enters a rate by hand for a day; it holds until an entry of a later day. */
export const setExchangeRate = write(
  "pricing.set_exchange_rate",
  {
    access: { staff: "markets.write" },
    input: SetExchangeRate,
    output: ExchangeRateEntry,
    audit: (_input, rate) => ({ subject: `${rate.base}/${rate.quote}`, details: { rate: rate.rate, day: rate.day } }),
    leaves: ["outbox"],
  },
  async (ctx, input) => {
    // Somewhere it is already tomorrow.
    const latest = addSeconds(ctx.now(), 14 * 3600)
      .toISOString()
      .slice(0, 10);
    if (input.day > latest) {
      throw new DomainError<PricingErrorCode>("invalid", "pricing.day_in_future", { day: input.day });
    }
    const rate: ExchangeRateEntry = { ...input, source: "manual" };
    const was = await selectRateForUpdate(ctx.db, rate);
    if (was !== undefined && was.rate !== rate.rate) {
      const { created_at: from, ...content } = was;
      const place = [was.base, was.quote, was.day].join(" ");
      await keepVersions(ctx.db, [{ subject: ratesSubject, kind: "rate", place, from, content }], ctx.now());
    }
    await upsertExchangeRates(ctx.db, [rate], ctx.now());
    const pair = `${rate.base}/${rate.quote}`;
    ctx.emit({ type: "exchange_rate.changed", aggregateId: pair, payload: { pair, day: rate.day } });
    return rate;
  },
);
