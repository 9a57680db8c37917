import type { PlatformCtx } from "../platform/context.ts";
import { type Region, regions } from "../platform/regions.ts";
import { read } from "../platform/verb.ts";
import { callRegion, lastHeard, regionReadiness } from "../tenants/index.ts";
import { problemsOf } from "./rules.ts";
import { ListRegions, type RegionHealth, RegionReport, RegionsHealth } from "./schemas.ts";

/** A page waits for the answers: whoever takes longer is shown as away. */
const patienceMillis = 2_500;
const remote = { verb: "operators.report_region", output: RegionReport };

/** How a region does, or each of them, all asked at once. */
export const listRegions = read(
  "operators.list_regions",
  { access: { operator: true }, input: ListRegions, output: RegionsHealth },
  async (ctx: PlatformCtx<"control">, { region: only }) => ({
    items: await Promise.all(regions.filter((one) => only === null || one === only).map((one) => ask(ctx, one))),
  }),
);

async function ask(ctx: PlatformCtx<"control">, region: Region): Promise<RegionHealth> {
  const started = performance.now();
  const [heard, readiness, report] = await Promise.all([
    lastHeard(ctx.db, region),
    regionReadiness(ctx, region, patienceMillis),
    callRegion(ctx, region, remote, {}, patienceMillis).catch((error: unknown) => {
      ctx.log.warn({ err: error, region }, "a region did not report");
      return null;
    }),
  ]);
  const lost = readiness === "not_ready" ? "database_unreachable" : "unreachable";
  return {
    region,
    baseUrl: ctx.settings.regionUrls[region],
    checkedAt: ctx.now().toISOString(),
    millis: Math.round(performance.now() - started),
    problems: report === null ? [lost] : problemsOf(report, ctx.now()),
    heardAt: (report === null ? heard : ctx.now())?.toISOString() ?? null,
    report,
  };
}
