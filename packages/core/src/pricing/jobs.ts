import type { TenantCtx } from "../platform/context.ts";
import { transaction } from "../platform/db.ts";
import type { Sweep } from "../platform/sweeps.ts";
import { ecbFile } from "./adapters/ecb-file.ts";
import { importEcbRates } from "./import-ecb-rates.ts";
import { noteTry, selectSchedule } from "./queries/rate-schedule.ts";
import { nextRatesAt, retryRatesAt } from "./rules/next-rates.ts";
import { parseEcbXml } from "./rules/parse-ecb-xml.ts";

/** Takes in the European Central Bank's rates for a shop that wants them, each working day. */
export const sweeps: readonly Sweep[] = [{ kind: "exchange_rates", sweep: fetchRates }];

async function fetchRates(ctx: TenantCtx): Promise<Date | null> {
  const schedule = await selectSchedule(ctx.db);
  const address = ctx.settings.ecbRatesUrl;
  if (!schedule.enabled || address === null) return null;
  const now = ctx.now();
  if (schedule.nextAt !== null && schedule.nextAt > now) return schedule.nextAt;
  try {
    const xml = await ecbFile(address, now);
    // Nothing new is no event: on a holiday the file is the one of the day before.
    const day = parseEcbXml(xml)?.at(-1)?.day;
    if (day === undefined || day !== schedule.lastDay) await importEcbRates(ctx, { xml });
    const next = nextRatesAt(now);
    const done = { next_at: next, last_day: day ?? null, last_tried_at: now, failures: 0 };
    await transaction(ctx.db, (tx) => noteTry(tx, done));
    return next;
  } catch (error) {
    ctx.log.warn({ err: error }, "the exchange rates could not be fetched and are tried again");
    const failures = schedule.failures + 1;
    const next = retryRatesAt(now, failures);
    await transaction(ctx.db, (tx) => noteTry(tx, { next_at: next, last_tried_at: now, failures }));
    return next;
  }
}
