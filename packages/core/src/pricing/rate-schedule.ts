import type { TenantCtx } from "../platform/context.ts";
import { read, write } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { selectSchedule, switchSchedule, type StoredSchedule } from "./queries/rate-schedule.ts";
import { RateSchedule, SetRateSchedule } from "./schemas.ts";

const view = ({ settings }: Pick<TenantCtx, "settings">, stored: StoredSchedule): RateSchedule => ({
  enabled: stored.enabled,
  possible: settings.ecbRatesUrl !== null,
  nextAt: stored.enabled ? (stored.nextAt?.toISOString() ?? null) : null,
  lastDay: stored.lastDay,
  lastTriedAt: stored.lastTriedAt?.toISOString() ?? null,
  failures: stored.failures,
});

/** Whether the European Central Bank's rates come by themselves, and how that went. */
export const getRateSchedule = read(
  "pricing.get_rate_schedule",
  { access: { staff: "shop.read" }, input: nothing, output: RateSchedule },
  async (ctx: TenantCtx) => view(ctx, await selectSchedule(ctx.db)),
);

/** Switches them on, with a first look at once, or off. */
export const setRateSchedule = write(
  "pricing.set_rate_schedule",
  {
    access: { staff: "markets.write" },
    input: SetRateSchedule,
    output: RateSchedule,
    audit: (input) => ({ subject: "EUR", details: { enabled: input.enabled } }),
    leaves: ["exchange_rates"],
  },
  async (ctx, { enabled }) => {
    await switchSchedule(ctx.db, enabled, enabled ? ctx.now() : null);
    return view(ctx, await selectSchedule(ctx.db));
  },
);
