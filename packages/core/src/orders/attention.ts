import { countStale } from "../catalog/index.ts";
import { countLow } from "../inventory/index.ts";
import { allMarkets } from "../markets/index.ts";
import { countAwaitedPayments, countFailedRefunds, listFailedPayments } from "../payments/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { countFailedJobs } from "../platform/job-store.ts";
import { read } from "../platform/verb.ts";
import { countriesWithoutRates } from "../tax/index.ts";
import { nothing } from "../wire.ts";
import { countOpenOrders } from "./queries/day.ts";
import { Attention, mostCounted } from "./schemas.ts";

/** A level with this many pieces left or fewer runs low. */
const lowAtMost = 3;
/** So many failed payments are told one by one. */
const mostPayments = 10;
const recentMillis = 30 * 24 * 3_600_000;

/** What waits for somebody: orders to send, and what went wrong or runs out. */
export const attention = read(
  "orders.attention",
  { access: { staff: "orders.read" }, input: nothing, output: Attention },
  async (ctx: TenantCtx) => {
    const since = new Date(ctx.now().getTime() - recentMillis);
    const markets = (await allMarkets(ctx.db)).filter(({ status }) => status === "active");
    const countries = [...new Set(markets.flatMap((market) => market.countries))];
    return {
      openOrders: await countOpenOrders(ctx.db, mostCounted),
      awaitedPayments: await countAwaitedPayments(ctx.db, mostCounted),
      failedRefunds: await countFailedRefunds(ctx.db, since),
      failedPayments: await listFailedPayments(ctx.db, since, mostPayments),
      lowStock: { atMost: lowAtMost, variants: await countLow(ctx.db, lowAtMost, mostCounted) },
      staleProducts: await countStale(ctx.db, mostCounted),
      countriesWithoutTax: [...(await countriesWithoutRates(ctx, countries, ctx.now()))],
      failedJobs: await countFailedJobs(ctx.db, since),
    };
  },
);
