import { countProducts } from "../catalog/index.ts";
import { countMarkets } from "../markets/index.ts";
import { storedBytes } from "../media/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import type { Db } from "../platform/db.ts";
import { read } from "../platform/verb.ts";
import { countJobs, planOf } from "../tenants/index.ts";
import { Usage } from "./schemas.ts";
import { nothing } from "../wire.ts";

async function used(db: Db<"tenant">): Promise<Usage["used"]> {
  const { admitted, queued } = await countJobs(db);
  return {
    products: await countProducts(db),
    storageBytes: await storedBytes(db),
    markets: await countMarkets(db),
    jobs: admitted,
    jobsWaiting: queued,
  };
}

/** The shop's plan, and what it uses of it. */
export const usage = read(
  "tenants.usage",
  { access: { staff: "shop.read" }, input: nothing, output: Usage },
  async (ctx: TenantCtx) => ({
    plan: await planOf(ctx.regionDb, ctx.tenant.id),
    limits: ctx.tenant.limits,
    used: await used(ctx.db),
  }),
);
