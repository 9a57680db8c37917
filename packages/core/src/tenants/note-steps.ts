import type { PlatformCtx } from "../platform/context.ts";
import { transaction } from "../platform/db.ts";
import { type Region, regions } from "../platform/regions.ts";
import { callRegion } from "./adapters/region-client.ts";
import { keepSteps, lastHeard, type TenantStep } from "./queries/tenant-steps.ts";
import { tellSilence } from "./region-silence.ts";
import { StepList } from "./schemas.ts";

const remote = { verb: "tenants.list_steps", output: StepList };

/** How often a region is asked; one that did not answer is asked again at the next turn. */
const freshMillis = 30_000;

/**
 * Asks the regions at which steps their schemas stand, for the operators' list. A region that does not answer is shown
 * as it was; what has changed meanwhile is right after the next time. Answers how many regions told.
 */
export async function noteSteps(ctx: PlatformCtx<"control">): Promise<number> {
  const told = await Promise.all(regions.map((region) => noteRegion(ctx, region)));
  return told.filter(Boolean).length;
}

async function noteRegion(ctx: PlatformCtx<"control">, region: Region): Promise<boolean> {
  const heard = await lastHeard(ctx.db, region);
  if (heard !== undefined && ctx.now().getTime() - heard.getTime() < freshMillis) return false;
  try {
    const elsewhere: TenantStep[] = [];
    let page = await callRegion(ctx, region, remote, {});
    elsewhere.push(...page.items);
    while (page.next !== null) {
      page = await callRegion(ctx, region, remote, { after: page.next });
      elsewhere.push(...page.items);
    }
    await transaction(ctx.db, (tx) => keepSteps(tx, region, page.newestStep, elsewhere, ctx.now()));
    return true;
  } catch (error) {
    await tellSilence(ctx, region, error, "a region did not say where its schemas stand");
    return false;
  }
}
